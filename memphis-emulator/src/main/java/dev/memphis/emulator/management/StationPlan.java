package dev.memphis.emulator.management;

import dev.memphis.emulator.broker.StationSettings;
import dev.memphis.emulator.json.GoJsonException;
import dev.memphis.emulator.json.GoStruct;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How somebody wants a station to be, and what Memphis makes of that. Immutable. */
record StationPlan(
        String retentionType,
        long retentionValue,
        String storage,
        long replicas,
        long partitions,
        long idempotencyWindowMillis,
        boolean deadLettersOfPoison,
        boolean deadLettersOfSchemas) {
    private static final Set<String> RETENTION_TYPES = Set.of("message_age_sec", "messages", "bytes", "ack_based");
    private static final Set<String> STORAGES = Set.of("file", "memory");
    private static final int MOST_PARTITIONS = 10_000;
    private static final long DEFAULT_RETENTION_SECONDS = 3600;
    private static final long DEFAULT_WINDOW_MILLIS = 120_000;
    private static final long SHORTEST_WINDOW_MILLIS = 100;
    private static final long LONGEST_WINDOW_MILLIS = 24L * 3600 * 1000;

    static StationPlan read(GoStruct body) throws GoJsonException {
        GoStruct deadLetters = body.struct("dls_configuration");
        return new StationPlan(
                body.text("retention_type").toLowerCase(Locale.ROOT),
                body.whole("retention_value"),
                body.text("storage_type").toLowerCase(Locale.ROOT),
                body.whole("replicas"),
                body.whole("partitions_number"),
                body.whole("idempotency_window_in_ms"),
                deadLetters.bool("poison"),
                deadLetters.bool("schemaverse"));
    }

    /** What is wrong with it, in Memphis' words. */
    Optional<String> problem(String station) {
        if (!retentionType.isEmpty() && !RETENTION_TYPES.contains(retentionType)) {
            return Optional.of("retention type can be one of the following message_age_sec/messages/bytes/ack_based");
        }
        if (!storage.isEmpty() && !STORAGES.contains(storage)) {
            return Optional.of("storage type can be one of the following file/memory");
        }
        if (idempotencyWindowMillis > LONGEST_WINDOW_MILLIS) {
            return Optional.of("idempotency window can not exceed 24 hours");
        }
        if (partitions < 1 || partitions > MOST_PARTITIONS) {
            return Optional.of("cannot create station with " + partitions + " replicas (max:" + MOST_PARTITIONS
                    + " min:1): Station " + station);
        }
        return Optional.empty();
    }

    /** The real broker is one node here, as it is in its own compose file. */
    boolean wantsCluster() {
        return replicas > 1;
    }

    StationSettings settings() {
        boolean given = !retentionType.isEmpty() && (retentionValue > 0 || retentionType.equals("ack_based"));
        return new StationSettings(
                given ? retentionType : "message_age_sec",
                given ? retentionValue : DEFAULT_RETENTION_SECONDS,
                storage.isEmpty() ? "file" : storage,
                1,
                (int) partitions,
                idempotencyWindowMillis <= 0
                        ? DEFAULT_WINDOW_MILLIS
                        : Math.max(SHORTEST_WINDOW_MILLIS, idempotencyWindowMillis),
                deadLettersOfPoison,
                deadLettersOfSchemas);
    }
}
