/** What is delivered: an event, its station, and how a Debezium record's parts become them. Everyone may read it. */
@NullMarked
package dev.memphis.delivery.event;

import org.jspecify.annotations.NullMarked;
