package dev.memphis.cli.top;

/** What a task of Kafka Connect tells of itself; docs/kafka-connect.md. Immutable. */
record TaskFigures(String task, long taken, long settled, long waiting, long underWay, boolean paused) {}
