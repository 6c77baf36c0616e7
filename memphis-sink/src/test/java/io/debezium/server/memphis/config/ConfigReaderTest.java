package io.debezium.server.memphis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    @TempDir
    Path directory;

    @Test
    void leastConfiguration_hasTheDocumentedDefaults() {
        MemphisConfig config = Configuration.sound().read();

        assertThat(config.gateway())
                .isEqualTo(new GatewayConfig(
                        List.of(URI.create("http://localhost:4444")),
                        4,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(150),
                        Compression.NONE,
                        new TlsConfig(Optional.empty(), Optional.empty(), true),
                        Optional.empty()));
        assertThat(config.credentials())
                .isEqualTo(new Credentials(
                        "cdc", new Secret("Cdc-Pass1!"), Optional.empty(), 1, Duration.ofHours(1), Duration.ofDays(7)));
        assertThat(config.events())
                .isEqualTo(new EventConfig(
                        Optional.empty(),
                        "",
                        "shop",
                        Passage.SKIP,
                        Passage.SKIP,
                        false,
                        "",
                        Optional.empty(),
                        Optional.empty()));
        assertThat(config.delivery())
                .isEqualTo(new DeliveryConfig(
                        Ordering.KEY,
                        BatchMode.AUTO,
                        500,
                        3 << 20,
                        1 << 20,
                        4096,
                        16 << 20,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(3),
                        Optional.empty(),
                        PoisonPolicy.STOP,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(config.receipts())
                .isEqualTo(new ReceiptConfig(true, "debezium-receipts-shop", Duration.ofSeconds(5)));
        assertThat(config.progressInterval()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void passwordFile_isReadWithoutItsLastLineBreak() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "from-file\n");

        MemphisConfig config = Configuration.sound()
                .without("password")
                .with("password.file", file.toString())
                .read();

        assertThat(config.credentials().password()).isEqualTo(new Secret("from-file"));
    }

    @Test
    void nothingGiven_listsEverythingMissingAtOnce() {
        Configuration nothing =
                Configuration.sound().without("url", "username", "password").withoutProperty(ConfigReader.TOPIC_PREFIX);

        assertThatThrownBy(nothing::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        The configuration has 4 problems:
                        - debezium.sink.memphis.url is missing: must be http or https URLs such as\
                         http://localhost:4444, separated by commas
                        - debezium.sink.memphis.username is missing: must be a Memphis user's name, lower case, without\
                         spaces
                        - debezium.sink.memphis.password is missing: give the password here, or its file in\
                         debezium.sink.memphis.password.file
                        - debezium.source.topic.prefix is missing: Debezium needs it, and the receipt station is named\
                         after it""");
    }
}
