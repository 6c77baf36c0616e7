package io.debezium.server.memphis;

import io.debezium.engine.ChangeEvent;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

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
        return hasHeartbeatsKey(event)
                ? HEARTBEAT
                : SourceRecords.value(event).map(RecordKind::of).orElse(ORDINARY);
    }

    /** Told by the key as well, since a transform may name the value's schema anew. */
    private static boolean hasHeartbeatsKey(ChangeEvent<Object, Object> event) {
        return SourceRecords.of(event)
                .map(SourceRecord::keySchema)
                .filter(schema -> name(schema).equals("io.debezium.connector.common.ServerNameKey"))
                .isPresent();
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
        return "t".equals(operation) && Images.isEnvelope(value) ? TRUNCATE : ORDINARY;
    }

    private static String name(Schema schema) {
        return schema.name() == null ? "" : schema.name();
    }

    /** Returns whether it concerns more rows than the one its key names: such a record must not overtake any of them. */
    boolean concernsManyRows() {
        return this == SCHEMA_CHANGE || this == LOGICAL_MESSAGE || this == TRUNCATE;
    }
}
