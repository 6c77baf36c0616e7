/** Debezium's change events, as they stand in messages. */
@NullMarked
package dev.memphis.client.change;

import org.jspecify.annotations.NullMarked;
