/** What the tools around the sink start on this machine: databases, Kafka, stock servers, and the room that they need. */
package dev.memphis.testbed;
