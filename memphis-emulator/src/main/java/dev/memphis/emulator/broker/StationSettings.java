package dev.memphis.emulator.broker;

/**
 * How a station keeps its messages. Immutable.
 *
 * @param retentionType {@code message_age_sec}, {@code messages}, {@code bytes} or {@code ack_based}
 * @param retentionValue in the type's unit: seconds, messages, bytes
 * @param storage {@code file} or {@code memory}
 */
public record StationSettings(
        String retentionType,
        long retentionValue,
        String storage,
        int replicas,
        int partitions,
        long idempotencyWindowMillis,
        boolean deadLettersOfPoison,
        boolean deadLettersOfSchemas) {

    /** What a station gets that a produce creates (contract, "Stations and users"). */
    public static final StationSettings AUTO_CREATED =
            new StationSettings("message_age_sec", 3600, "file", 1, 1, 120_000, true, true);
}
