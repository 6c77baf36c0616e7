package dev.memphis.delivery.options;

import java.util.Optional;

/**
 * How a Debezium record becomes an event: its station, and what goes with it. Immutable.
 *
 * @param station one station for everything; empty means the topic's name made valid
 * @param stationPrefix put before a station name made from a topic; may be empty
 * @param topicPrefix what tells pipelines apart: Debezium's {@code topic.prefix}, or the host's own such name
 * @param headersEnabled whether Debezium's record headers become message headers
 * @param headersPrefix put before each such header's name
 * @param keyHeader the header that carries the record key; empty means none
 * @param eventIdHeader the header that carries the deterministic event id; empty means none
 */
public record EventConfig(
        Optional<String> station,
        String stationPrefix,
        String topicPrefix,
        Passage tombstones,
        Passage heartbeats,
        DocumentForm documents,
        boolean headersEnabled,
        String headersPrefix,
        Optional<String> keyHeader,
        Optional<String> eventIdHeader) {
    /** Carries the key of an event without a value where no header is configured for keys: else nothing would tell its row. */
    private static final String KEY_OF_NO_VALUE = "Record-Key";

    /** Returns the header that carries the key of an event without a value. */
    public String keyHeaderOfNoValue() {
        return keyHeader.orElse(KEY_OF_NO_VALUE);
    }

    /** Returns the header that carries the key of an event; empty if its key does not travel. */
    public Optional<String> keyHeader(boolean noValue) {
        return noValue ? Optional.of(keyHeaderOfNoValue()) : keyHeader;
    }
}
