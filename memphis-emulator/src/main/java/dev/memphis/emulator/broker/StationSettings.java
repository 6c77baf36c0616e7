package dev.memphis.emulator.broker;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a station keeps its messages; in JSON under Memphis' own names. Immutable.
 *
 * @param retentionType {@code message_age_sec}, {@code messages}, {@code bytes} or {@code ack_based}
 * @param retentionValue in the type's unit: seconds, messages, bytes
 * @param storage {@code file} or {@code memory}
 */
public record StationSettings(
        @JsonProperty("retention_type") String retentionType,
        @JsonProperty("retention_value") long retentionValue,
        @JsonProperty("storage_type") String storage,
        @JsonProperty("replicas") int replicas,
        @JsonProperty("partitions_number") int partitions,
        @JsonProperty("idempotency_window_in_ms") long idempotencyWindowMillis,
        @JsonProperty("dls_configuration_poison") boolean deadLettersOfPoison,
        @JsonProperty("dls_configuration_schemaverse") boolean deadLettersOfSchemas) {
    /** What a station gets that a produce creates (contract, "Stations and users"). */
    public static final StationSettings AUTO_CREATED =
            new StationSettings("message_age_sec", 3600, "file", 1, 1, 120_000, true, true);
}
