package dev.memphis.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.delivery.reading.Configuration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the log says at a start, before anything is sent. */
class StartWarningsTest {
    @Test
    void clearTextToAnotherMachine_isOneWarning() {
        assertThat(warnings(Configuration.sound().with("url", "http://gateway.invalid:4444")))
                .singleElement()
                .asString()
                .startsWith("WARN Nothing is encrypted (debezium.sink.memphis.url=http://gateway.invalid:4444): ")
                .doesNotContain("Cdc-Pass1!");
    }

    @Test
    void hostNotVerified_isOneWarning() {
        assertThat(warnings(
                        Configuration.sound().with("url", "https://localhost:1").with("tls.verify.host", "false")))
                .singleElement()
                .asString()
                .startsWith("WARN Host names are not verified (debezium.sink.memphis.tls.verify.host=false): ");
    }

    @Test
    void loopback_isNoWarning() {
        assertThat(warnings(Configuration.sound().with("url", "http://localhost:1")))
                .isEmpty();
    }

    /** Opens a delivery that is interrupted before it waits. */
    private static List<String> warnings(Configuration configuration) {
        try (Logged logged = new Logged()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> Delivery.open(configuration.read(), Host.named("start-warnings")))
                    .isInstanceOf(InterruptedException.class);
            return logged.lines("WARN")
                    .filter(line -> !line.contains("metrics"))
                    .toList();
        } finally {
            Thread.interrupted();
        }
    }
}
