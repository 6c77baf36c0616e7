package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.protocol.Message;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a consumer gets for each change, through a real PostgreSQL and a stock server. */
@Tag("newest")
class FormatsIT {
    private static final String[] LIFE = {
        "INSERT INTO item VALUES (7, 'a')", "UPDATE item SET name = 'b' WHERE id = 7", "DELETE FROM item WHERE id = 7"
    };

    @RegisterExtension
    static final TestBed BED = new TestBed();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void flattenedAtTheTransformsDefaults_deletionCarriesItsKey(boolean schemas) throws Exception {
        List<Message> messages = captured(
                Map.of(
                        "debezium.transforms",
                        "unwrap",
                        "debezium.transforms.unwrap.type",
                        "io.debezium.transforms.ExtractNewRecordState",
                        "debezium.format.value.schemas.enable",
                        String.valueOf(schemas),
                        "debezium.format.key.schemas.enable",
                        String.valueOf(schemas)),
                all -> all.size() >= 3,
                LIFE);

        assertThat(messages).hasSize(3);
        assertThat(messages.get(0).text()).contains("\"id\":7,\"name\":\"a\"");
        assertThat(messages.get(1).text()).contains("\"id\":7,\"name\":\"b\"");
        assertThat(messages.get(2).text()).doesNotContain("\"name\":\"b\"");
        assertThat(messages.get(2).headers().get("Record-Key")).contains("\"id\":7}");
    }

    @Test
    void flattenedWithRewrite_deletionIsTheRow() throws Exception {
        List<Message> messages = captured(
                Map.of(
                        "debezium.transforms", "unwrap",
                        "debezium.transforms.unwrap.type", "io.debezium.transforms.ExtractNewRecordState",
                        "debezium.transforms.unwrap.delete.tombstone.handling.mode", "rewrite"),
                all -> all.size() >= 3,
                LIFE);

        assertThat(messages).hasSize(3);
        assertThat(messages.get(2).text()).contains("\"id\":7", "\"__deleted\":\"true\"");
    }

    @Test
    void truncateAndMessageBetweenInserts_arriveInOrder() throws Exception {
        List<Message> messages = captured(
                Map.of(
                        "debezium.source.skipped.operations", "none",
                        "debezium.source.heartbeat.interval.ms", "200",
                        "debezium.source.topic.heartbeat.prefix", "pulse",
                        "debezium.source.notification.enabled.channels", "sink",
                        "debezium.source.notification.sink.topic.name", "notices",
                        "debezium.source.provide.transaction.metadata", "true"),
                all -> all.stream().anyMatch(message -> message.text().contains("\"name\":\"after\"")),
                "INSERT INTO item VALUES (1, 'before')",
                "SELECT pg_logical_emit_message(true, 'note', 'hello')",
                "TRUNCATE item",
                "INSERT INTO item VALUES (1, 'after')");

        List<String> texts = messages.stream().map(Message::text).toList();
        assertThat(texts.stream()
                        .filter(text -> text.contains("\"op\":"))
                        .map(text -> text.replaceAll(".*\"op\":\"(.)\".*", "$1")))
                .containsExactly("c", "m", "t", "c");
        assertThat(texts).anyMatch(text -> text.contains("\"prefix\":\"note\",\"content\":\"aGVsbG8=\""));
        assertThat(texts).anyMatch(text -> text.contains("\"status\":\"BEGIN\""));
        assertThat(texts).anyMatch(text -> text.contains("\"aggregate_type\":\"Initial Snapshot\""));
        assertThat(texts).noneMatch(text -> text.matches("\\{\"ts_ms\":\\d+}"));
    }

    private static List<Message> captured(
            Map<String, String> options, Predicate<List<Message>> complete, String... changes) throws Exception {
        return Capture.of("CREATE TABLE item (id int PRIMARY KEY, name text)", "INSERT INTO item VALUES (0, 'there')")
                .with(options)
                .changes(BED, complete, changes);
    }
}
