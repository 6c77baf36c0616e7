/** Kafka Connect's side of the engine: a sink connector, its task, and how records become events. */
@NullMarked
package dev.memphis.connect;

import org.jspecify.annotations.NullMarked;
