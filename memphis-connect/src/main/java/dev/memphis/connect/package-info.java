/** Kafka Connect's side of the engine: a sink connector, its task, and how records become events. */
package dev.memphis.connect;
