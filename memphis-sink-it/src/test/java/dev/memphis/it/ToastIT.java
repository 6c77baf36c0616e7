package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memphis.delivery.protocol.Message;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Large values of PostgreSQL that an update leaves alone: what docs/formats.md says of them. */
@Tag("newest")
class ToastIT {
    private static final String PLACEHOLDER = "__debezium_unavailable_value";
    private static final String LARGE = "x".repeat(20_000);
    private static final String[] TABLES = {
        "CREATE TABLE usual (id int PRIMARY KEY, title text, body text)",
        "CREATE TABLE whole (id int PRIMARY KEY, title text, body text)",
        "ALTER TABLE usual ALTER body SET STORAGE EXTERNAL",
        "ALTER TABLE whole ALTER body SET STORAGE EXTERNAL",
        "ALTER TABLE whole REPLICA IDENTITY FULL",
        "INSERT INTO usual VALUES (1, 'there', '" + LARGE + "')",
        "INSERT INTO whole VALUES (1, 'there', '" + LARGE + "')",
    };
    private static final String[] CHANGES = {
        "UPDATE usual SET title = 'new' WHERE id = 1", "UPDATE whole SET title = 'new' WHERE id = 1"
    };

    @RegisterExtension
    static final TestBed BED = new TestBed();

    @Test
    void unchangedLargeValue_isAPlaceholderUnlessTheTableLogsWholeRows() throws Exception {
        List<Message> messages = changes(Map.of());

        assertThat(row(messages, "usual", "after").path("body").asText()).isEqualTo(PLACEHOLDER);
        assertThat(row(messages, "usual", "before").isNull()).isTrue();
        assertThat(row(messages, "whole", "after").path("body").asText()).isEqualTo(LARGE);
        assertThat(row(messages, "whole", "before").path("body").asText()).isEqualTo(LARGE);
    }

    @Test
    void reselectPostProcessor_fetchesTheValue() throws Exception {
        List<Message> messages = changes(Map.of(
                "debezium.source.post.processors",
                "reselector",
                "debezium.source.reselector.type",
                "io.debezium.processors.reselect.ReselectColumnsPostProcessor",
                "debezium.source.reselector.reselect.columns.include.list",
                "public.usual:body",
                "debezium.source.reselector.reselect.null.values",
                "false"));

        assertThat(row(messages, "usual", "after").path("body").asText()).isEqualTo(LARGE);
    }

    private static List<Message> changes(Map<String, String> options) throws Exception {
        return Capture.of(TABLES).with(options).changes(BED, all -> all.size() >= 2, CHANGES);
    }

    private static JsonNode row(List<Message> messages, String table, String image) throws Exception {
        for (Message message : messages) {
            JsonNode event = new ObjectMapper().readTree(message.text());
            if (event.path("source").path("table").asText().equals(table)) {
                return event.path(image);
            }
        }
        throw new AssertionError("no event of " + table);
    }
}
