/** A Kafka node and Kafka Connect workers, from Maven's artifacts alone; they listen on loopback only. */
@NullMarked
package dev.memphis.testbed.kafka;

import org.jspecify.annotations.NullMarked;
