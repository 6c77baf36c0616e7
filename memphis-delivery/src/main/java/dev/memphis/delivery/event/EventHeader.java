package dev.memphis.delivery.event;

/** A message header that is stored with an event. Immutable. */
public record EventHeader(String name, String value) {}
