package dev.memphis.benchmark.cell;

import java.util.Map;

/** What an event is. */
public enum Kind {
    /** Debezium's envelope with its schema, the server's default: some 3 kB. */
    SCHEMA("envelope with schema", Map.of()),
    /** The envelope without its schema. */
    ENVELOPE(
            "envelope",
            Map.of("debezium.format.value.schemas.enable", "false", "debezium.format.key.schemas.enable", "false")),
    /** The row alone. */
    FLAT(
            "flattened",
            Map.of(
                    "debezium.format.value.schemas.enable", "false",
                    "debezium.format.key.schemas.enable", "false",
                    "debezium.transforms", "unwrap",
                    "debezium.transforms.unwrap.type", "io.debezium.transforms.ExtractNewRecordState"));

    private final String title;
    private final Map<String, String> properties;

    Kind(String title, Map<String, String> properties) {
        this.title = title;
        this.properties = properties;
    }

    /** Returns what it is called in tables. */
    public String title() {
        return title;
    }

    /** Says whether a batch would round one of its values: {@code ts_ns} (contract, "Batch"). */
    public boolean isRoundedInBatches() {
        return this != FLAT;
    }

    /** Returns what a server has to be told. */
    Map<String, String> properties() {
        return properties;
    }
}
