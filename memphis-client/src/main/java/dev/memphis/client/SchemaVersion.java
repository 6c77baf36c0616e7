package dev.memphis.client;

/**
 * A schema's active version, as the management API shows it. Immutable.
 *
 * @param type json, protobuf, avro or graphql
 */
public record SchemaVersion(String name, String type, int version, String content) {}
