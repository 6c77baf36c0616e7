package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.engine.ChangeEvent;
import io.debezium.schema.SchemaFactory;
import io.debezium.schema.SchemaNameAdjuster;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** With Debezium's own schemas, on topics with names of the user's choice. */
class RecordKindTest {
    @Test
    void heartbeat_isOneOnAnyTopic() {
        Schema schema = SchemaFactory.get().heartbeatValueSchema(SchemaNameAdjuster.NO_OP);

        assertThat(kind("my.pulse", new Struct(schema).put("ts_ms", 1L))).isEqualTo(RecordKind.HEARTBEAT);
    }

    /** As SetSchemaMetadata does it. */
    @Test
    void heartbeatWhoseSchemaATransformNamedAnew_isToldByItsKey() {
        Schema key = SchemaFactory.get().heartbeatKeySchema(SchemaNameAdjuster.NO_OP);
        Schema renamed = SchemaBuilder.struct()
                .name("com.example.Pulse")
                .field("ts_ms", Schema.INT64_SCHEMA)
                .build();

        assertThat(RecordKind.of(Rows.event(
                        "k",
                        "{}",
                        new SourceRecord(
                                Map.of("server", "shop"),
                                Map.of("lsn", 1L),
                                "my.pulse",
                                key,
                                new Struct(key).put("serverName", "shop"),
                                renamed,
                                new Struct(renamed).put("ts_ms", 1L)))))
                .isEqualTo(RecordKind.HEARTBEAT);
    }

    @Test
    void tableOnATopicNamedLikeAHeartbeats_isATable() {
        Schema row = SchemaBuilder.struct().field("ts_ms", Schema.INT64_SCHEMA).build();

        assertThat(kind("__debezium-heartbeat.shop", new Struct(row).put("ts_ms", 1L)))
                .isEqualTo(RecordKind.ORDINARY);
    }

    @Test
    void schemaChange_isTold() {
        Schema schema = SchemaBuilder.struct()
                .name("io.debezium.connector.mysql.SchemaChangeValue")
                .build();

        assertThat(kind("shop", new Struct(schema))).isEqualTo(RecordKind.SCHEMA_CHANGE);
    }

    @Test
    void logicalMessage_isTold() {
        Schema schema = SchemaBuilder.struct()
                .name("io.debezium.connector.postgresql.MessageValue")
                .field("op", Schema.STRING_SCHEMA)
                .field("message", SchemaBuilder.struct().optional().build())
                .build();

        assertThat(kind("shop.message", new Struct(schema).put("op", "m"))).isEqualTo(RecordKind.LOGICAL_MESSAGE);
    }

    @Test
    void truncate_isToldAndNoOrdinaryChangeIsTakenForOne() {
        assertThat(RecordKind.of(Rows.event(null, "{}", Rows.truncate(1)))).isEqualTo(RecordKind.TRUNCATE);
        assertThat(RecordKind.of(Rows.event(null, "{}", Rows.insert(Rows.row(1, null), 1))))
                .isEqualTo(RecordKind.ORDINARY);
        Schema flat = SchemaBuilder.struct()
                .field("op", Schema.STRING_SCHEMA)
                .field("source", Schema.OPTIONAL_STRING_SCHEMA)
                .field("before", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        assertThat(kind("shop.plan", new Struct(flat).put("op", "t"))).isEqualTo(RecordKind.ORDINARY);
    }

    private static RecordKind kind(String topic, Struct value) {
        ChangeEvent<Object, Object> event = Rows.event(
                "k", "{}", new SourceRecord(Map.of("server", "shop"), Map.of("lsn", 1L), topic, value.schema(), value));
        return RecordKind.of(event);
    }
}
