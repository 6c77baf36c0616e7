/** Debezium's change events, as they stand in messages. */
package dev.memphis.client.change;
