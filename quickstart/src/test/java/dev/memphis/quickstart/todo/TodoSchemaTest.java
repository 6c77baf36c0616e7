package dev.memphis.quickstart.todo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.emulator.schema.Schema;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TodoSchemaTest {
    private static final String GOOD = "{\"op\":\"c\",\"after\":{\"item_id\":7,\"description\":\"Buy milk\","
            + "\"creation_date\":1709210096789012,\"due_date\":null,\"completed\":false}}";

    private final Schema schema = Schema.of("todo-items", 1, TodoSchema.text());

    @ParameterizedTest
    @ValueSource(strings = {"%s", "{\"schema\":{\"type\":\"struct\"},\"payload\":%s}"})
    void event_fitsWithItsSchemaAndWithout(String frame) {
        assertThat(violation(frame.formatted(GOOD))).isEmpty();
        assertThat(violation(frame.formatted("{\"op\":\"d\",\"after\":null}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Buy milk\"|null|/description", "1709210096789012|-1|/creation_date"})
    void missingDescriptionAndNegativeNumber_breakItAndArePlaced(String change) {
        String[] words = change.split("\\|", -1);
        String bad = GOOD.replace(words[0], words[1]);

        assertThat(violation("{\"schema\":{},\"payload\":" + bad + "}")).contains("'/payload/after" + words[2] + "'");
    }

    private String violation(String event) {
        return schema.violation(event.getBytes(StandardCharsets.UTF_8)).orElse("");
    }
}
