/** The sink connector for Kafka Connect, measured in a distributed worker. */
@NullMarked
package dev.memphis.benchmark.connect;

import org.jspecify.annotations.NullMarked;
