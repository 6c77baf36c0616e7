package dev.memphis.client;

import java.util.Map;

/** A message as the gateway hands it to a consumer. Immutable. */
public record Message(String text, Map<String, String> headers) {}
