/** The sink connector for Kafka Connect, measured in a distributed worker. */
package dev.memphis.benchmark.connect;
