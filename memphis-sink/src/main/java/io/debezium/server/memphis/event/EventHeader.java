package io.debezium.server.memphis.event;

/** A message header that is stored with an event. Immutable. */
public record EventHeader(String name, String value) {}
