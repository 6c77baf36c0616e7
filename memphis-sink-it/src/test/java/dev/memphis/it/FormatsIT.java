package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.protocol.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a consumer gets for each change, through a real PostgreSQL and a stock server; docs/formats.md shows it. */
@Tag("newest")
class FormatsIT {
    @RegisterExtension
    static final TestBed BED = new TestBed();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void flattenedAtTheTransformsDefaults_deletionCarriesItsKey(boolean schemas) throws Exception {
        String name = BED.fresh("todo");

        List<Message> messages = TodoLife.messages(BED, name, flattened(Optional.empty(), schemas), 3);

        assertThat(messages).hasSize(3);
        assertThat(messages.get(0).text()).contains("\"item_id\":3,\"description\":\"Return \\\"milk\\\"\"");
        assertThat(messages.get(1).text()).contains("\"item_id\":3,", "\"due_date\":20787");
        assertThat(messages.get(2).text()).doesNotContain("20787");
        assertThat(messages.get(2).headers().get("Record-Key")).contains("\"item_id\":3}");
        String schema = schemas ? " with schemas" : "";
        FormatsPage.assertShows("A flattened row" + schema, messages.get(0), name);
        FormatsPage.assertShows("A flattened delete" + (schemas ? schema : " without a value"), messages.get(2), name);
    }

    @Test
    void flattenedWithRewrite_deletionIsTheRow() throws Exception {
        String name = BED.fresh("todo");

        List<Message> messages = TodoLife.messages(BED, name, flattened(Optional.of("rewrite"), false), 3);

        assertThat(messages).hasSize(3);
        assertThat(messages.get(2).text()).contains("\"item_id\":3", "\"__deleted\":\"true\"");
        FormatsPage.assertShows("A flattened delete", messages.get(2), name);
    }

    @Test
    void envelopes_areWhatThePageShows() throws Exception {
        String name = BED.fresh("todo");

        List<Message> messages = TodoLife.messages(
                BED,
                name,
                Map.of(
                        "debezium.format.key.schemas.enable", "false",
                        "debezium.sink.memphis.event.id.header", "Event-Id",
                        "debezium.sink.memphis.key.header", "Record-Key"),
                3);

        assertThat(messages).hasSize(3);
        FormatsPage.assertShows("An insert", messages.get(0), name);
        FormatsPage.assertShows("An update", messages.get(1), name);
        FormatsPage.assertShows("A delete", messages.get(2), name);
    }

    @Test
    void truncateAndMessageBetweenInserts_arriveInOrder() throws Exception {
        String name = BED.fresh("todo");

        List<Message> messages = TodoLife.capture(Map.of(
                        "debezium.source.skipped.operations", "none",
                        "debezium.source.heartbeat.interval.ms", "200",
                        "debezium.source.topic.heartbeat.prefix", "pulse",
                        "debezium.source.notification.enabled.channels", "sink",
                        "debezium.source.notification.sink.topic.name", "notices",
                        "debezium.source.provide.transaction.metadata", "true"))
                .changes(
                        BED,
                        name,
                        all -> all.stream().anyMatch(message -> message.text().contains("\"description\":\"after\"")),
                        "INSERT INTO todo_items VALUES (1, 'before')",
                        "SELECT pg_logical_emit_message(true, 'note', 'hello')",
                        "TRUNCATE todo_items",
                        "INSERT INTO todo_items VALUES (1, 'after')");

        List<String> texts = messages.stream().map(Message::text).toList();
        assertThat(texts.stream()
                        .filter(text -> text.contains("\"op\":"))
                        .map(text -> text.replaceAll(".*\"op\":\"(.)\".*", "$1")))
                .containsExactly("c", "m", "t", "c");
        messages.stream()
                .filter(message -> message.text().contains("\"op\":\"t\""))
                .forEach(truncate -> FormatsPage.assertShows("A truncate", truncate, name));
        assertThat(texts).anyMatch(text -> text.contains("\"prefix\":\"note\",\"content\":\"aGVsbG8=\""));
        assertThat(texts).anyMatch(text -> text.contains("\"status\":\"BEGIN\""));
        assertThat(texts).anyMatch(text -> text.contains("\"aggregate_type\":\"Initial Snapshot\""));
        assertThat(texts).noneMatch(text -> text.matches("\\{\"ts_ms\":\\d+}"));
    }

    private static Map<String, String> flattened(Optional<String> deletes, boolean schemas) {
        Map<String, String> options = new HashMap<>();
        options.put("debezium.transforms", "unwrap");
        options.put("debezium.transforms.unwrap.type", "io.debezium.transforms.ExtractNewRecordState");
        deletes.ifPresent(mode -> options.put("debezium.transforms.unwrap.delete.tombstone.handling.mode", mode));
        options.put("debezium.format.value.schemas.enable", String.valueOf(schemas));
        options.put("debezium.format.key.schemas.enable", String.valueOf(schemas));
        return options;
    }
}
