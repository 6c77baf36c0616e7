package dev.memphis.quickstart.changes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangeTest {
    @Test
    void insert_showsKeyAndFields() {
        assertThat(line("""
                {"op":"c","source":{"table":"todo_items"},"before":null,"after":{"item_id":7,"description":"Buy \\"milk\\""}}""")).isEqualTo("insert   todo_items item_id=7  description: \"Buy \\\"milk\\\"\"");
    }

    @Test
    void update_showsOnlyWhatChanged() {
        assertThat(line("""
                {"op":"u","source":{"table":"t"},"before":{"item_id":7,"a":1,"b":2},"after":{"item_id":7,"a":1,"b":3}}""")).isEqualTo("update   t item_id=7  b: 2 → 3");
    }

    @Test
    void delete_showsTheRowThatWas() {
        assertThat(line("""
                {"op":"d","source":{"table":"t"},"before":{"item_id":7,"a":1},"after":null}""")).isEqualTo("delete   t item_id=7  a: 1");
    }

    @Test
    void envelopeWithSchema_showsTimestampsAsPeopleWriteThem() {
        assertThat(line("""
                {"schema":{"fields":[{"field":"after","fields":[{"field":"at","name":"io.debezium.time.MicroTimestamp"}]}]},
                 "payload":{"op":"c","source":{"table":"t"},"before":null,"after":{"item_id":7,"at":1709210096789012}}}""")).isEqualTo("insert   t item_id=7  at: 2024-02-29 12:34:56");
    }

    @Test
    void somethingElse_isNoChange() {
        assertThat(Change.parse("{\"hello\":1}")).isEmpty();
        assertThat(Change.parse("not JSON")).isEmpty();
        assertThat(Change.parse("")).isEmpty();
    }

    private static String line(String message) {
        return Change.parse(message).orElseThrow().line("item_id");
    }
}
