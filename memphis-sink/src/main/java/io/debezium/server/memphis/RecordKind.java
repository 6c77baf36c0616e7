package io.debezium.server.memphis;

import io.debezium.engine.ChangeEvent;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * What a record tells of. Told from the name that Debezium gives to the value's schema, which stays when topics are renamed or
 * rerouted; a topic's name proves nothing.
 */
enum RecordKind {
    /** A row, or a transaction's begin or end, or a notification: anything ordered by its key alone. */
    ORDINARY,
    HEARTBEAT,
    SCHEMA_CHANGE,
    LOGICAL_MESSAGE,
    TRUNCATE;

    static RecordKind of(ChangeEvent<Object, Object> event) {
        return SourceRecords.value(event).map(RecordKind::of).orElse(ORDINARY);
    }

    private static RecordKind of(Struct value) {
        String schema = name(value.schema());
        if (schema.equals("io.debezium.connector.common.Heartbeat")) {
            return HEARTBEAT;
        }
        if (schema.startsWith("io.debezium.") && schema.endsWith(".SchemaChangeValue")) {
            return SCHEMA_CHANGE;
        }
        Object operation = SourceRecords.field(value, "op");
        if ("m".equals(operation) && value.schema().field("message") != null) {
            return LOGICAL_MESSAGE;
        }
        return "t".equals(operation) && value.schema().field("source") != null ? TRUNCATE : ORDINARY;
    }

    private static String name(Schema schema) {
        return schema.name() == null ? "" : schema.name();
    }

    /** Returns whether it concerns more rows than the one its key names: such a record must not overtake any of them. */
    boolean concernsManyRows() {
        return this == SCHEMA_CHANGE || this == LOGICAL_MESSAGE || this == TRUNCATE;
    }
}
