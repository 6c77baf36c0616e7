/** Debezium's change events, as a person reads them. */
@NullMarked
package dev.memphis.quickstart.changes;

import org.jspecify.annotations.NullMarked;
