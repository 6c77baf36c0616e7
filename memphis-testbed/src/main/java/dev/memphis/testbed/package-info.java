/** What the tools around the sink start on this machine: databases, Kafka, stock servers, and the room that they need. */
@NullMarked
package dev.memphis.testbed;

import org.jspecify.annotations.NullMarked;
