/** Debezium's change events, as a person reads them. */
package dev.memphis.quickstart.changes;
