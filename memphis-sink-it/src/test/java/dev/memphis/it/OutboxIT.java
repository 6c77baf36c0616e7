package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.protocol.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Debezium's EventRouter as examples/outbox.properties has it: payloads as the application wrote them. */
@Tag("newest")
class OutboxIT {
    private static final String PAYLOAD = "{ \"total\": 1.10,  \"n\": 9007199254740993, \"name\": \"kůň <&>\" }";

    @RegisterExtension
    static final TestBed BED = new TestBed();

    @Test
    void payload_arrivesAsItIsWithKeyTypeAndIdAsHeaders() throws Exception {
        String name = BED.fresh("outbox");
        String id = "5f0f0c5e-30a4-4b84-9c2d-0a4c8f0f6c11";

        List<Message> messages = Capture.of(
                        "CREATE TABLE outbox (id uuid PRIMARY KEY, aggregatetype text NOT NULL, aggregateid text NOT NULL,"
                                + " type text NOT NULL, payload text)",
                        "INSERT INTO outbox VALUES (gen_random_uuid(), 'order', '0', 'Made', '{\"is\":\"there\"}')")
                .with(example())
                .changes(
                        BED,
                        name,
                        all -> all.size() >= 2,
                        "INSERT INTO outbox VALUES ('" + id + "', 'order', '7', 'OrderPlaced', '" + PAYLOAD + "')",
                        "DELETE FROM outbox WHERE aggregateid = '7'",
                        "INSERT INTO outbox VALUES (gen_random_uuid(), 'order', '7', 'OrderShipped', 'plain text')");

        assertThat(messages).extracting(Message::text).containsExactly(PAYLOAD, "plain text");
        assertThat(messages.getFirst().headers())
                .containsEntry("Aggregate-Id", "7")
                .containsEntry("Outbox-Type", "\"OrderPlaced\"")
                .containsEntry("Outbox-Id", "\"" + id + "\"");
        assertThat(messages.getLast().headers()).containsEntry("Outbox-Type", "\"OrderShipped\"");
        FormatsPage.assertShows("An event of an outbox", messages.getFirst(), name);
    }

    /** What the example says of formats, transform and headers. */
    private static Map<String, String> example() throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(Path.of("..", "examples", "outbox.properties"))) {
            properties.load(in);
        }
        Map<String, String> options = new HashMap<>();
        properties.forEach((name, value) -> {
            String option = name.toString();
            if (option.startsWith("debezium.transforms")
                    || option.startsWith("debezium.format")
                    || option.contains("header")
                    || option.endsWith("table.include.list")) {
                options.put(option, value.toString());
            }
        });
        return options;
    }
}
