/** A Kafka node and Kafka Connect workers, from Maven's artifacts alone; they listen on loopback only. */
package dev.memphis.testbed.kafka;
