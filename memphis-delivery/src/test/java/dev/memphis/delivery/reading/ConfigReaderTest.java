package dev.memphis.delivery.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.delivery.Certificates;
import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.Compression;
import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.DocumentForm;
import dev.memphis.delivery.options.EventConfig;
import dev.memphis.delivery.options.FieldPath;
import dev.memphis.delivery.options.GatewayConfig;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.options.Ordering;
import dev.memphis.delivery.options.Passage;
import dev.memphis.delivery.options.PoisonPolicy;
import dev.memphis.delivery.options.ProxyConfig;
import dev.memphis.delivery.options.ReceiptConfig;
import dev.memphis.delivery.options.Secret;
import dev.memphis.delivery.options.StoreFile;
import dev.memphis.delivery.options.TlsConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
                        false,
                        Compression.NONE,
                        new TlsConfig(Optional.empty(), Optional.empty(), true),
                        Optional.empty()));
        assertThat(config.credentials())
                .isEqualTo(
                        new Credentials("cdc", new Secret("Cdc-Pass1!"), 1, Duration.ofHours(1), Duration.ofDays(7)));
        assertThat(config.events())
                .isEqualTo(new EventConfig(
                        Optional.empty(),
                        "",
                        "shop",
                        Passage.SKIP,
                        Passage.SKIP,
                        DocumentForm.TEXT,
                        false,
                        "",
                        Optional.empty(),
                        Optional.empty()));
        assertThat(config.delivery())
                .isEqualTo(new DeliveryConfig(
                        Ordering.KEY,
                        BatchMode.AUTO,
                        List.of(),
                        500,
                        3 << 20,
                        1 << 20,
                        4096,
                        16 << 20,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(3),
                        Optional.empty(),
                        Duration.ofSeconds(2),
                        PoisonPolicy.STOP,
                        Optional.empty(),
                        Optional.empty(),
                        1 << 30));
        assertThat(config.receipts())
                .isEqualTo(new ReceiptConfig(
                        true, "debezium-receipts-shop", Duration.ofSeconds(5), Duration.ofSeconds(2)));
        assertThat(config.progressInterval()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void urls_arePlainAndInOrder() {
        MemphisConfig config = Configuration.sound()
                .with("url", "HTTPS://B.example:4444/ , https://a.example,https://[::1]:1,https://c/a%20b/./memphis/")
                .read();

        assertThat(config.gateway().urls())
                .containsExactly(
                        URI.create("https://B.example:4444"),
                        URI.create("https://a.example"),
                        URI.create("https://[::1]:1"),
                        URI.create("https://c/a%20b/memphis"));
    }

    @Test
    void fieldsThatMayBeRounded_arePathsAndNamesThatStandForTwoPlaces() {
        List<FieldPath> fields = Configuration.sound()
                .with("batch.rounded.fields", " ts_ns ,after.Order Id, before.č.$x")
                .read()
                .delivery()
                .batchRoundedFields();

        assertThat(fields).hasToString("[ts_ns, after.Order Id, before.č.$x]");
        assertThat(fields)
                .extracting(FieldPath::places)
                .containsExactly(
                        Set.of(List.of("ts_ns"), List.of("source", "ts_ns")),
                        Set.of(List.of("after", "Order Id")),
                        Set.of(List.of("before", "č", "$x")));
    }

    @Test
    void connectionToken_isRefusedWithTheReason() {
        Configuration old =
                Configuration.sound().with("connection.token", "token").with("connection.token.file", "/run/token");

        assertThatThrownBy(old::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The configuration has 2 problems:\n"
                        + "- debezium.sink.memphis.connection.token is no option any more: the gateway (1.2.8) fails")
                .hasMessageContaining("give username and password");
    }

    @Test
    void anotherHost_isToldTheNamesThatItsUsersWrite() {
        OptionNames names = new OptionNames(
                "memphis.", "name", "every connector has one", "memphis-connect-receipts-", "docs/kafka-connect.md");
        Map<String, String> texts = Map.of(
                "memphis.url", "http://localhost:4444",
                "memphis.username", "CDC",
                "memphis.pasword", "x",
                "memphis.token.expiry.minutes", "10080",
                "tasks.max", "4");

        assertThatThrownBy(() -> ConfigReader.read(names, name -> Optional.ofNullable(texts.get(name)), texts.keySet()))
                .isInstanceOfSatisfying(ConfigurationException.class, wrong -> {
                    assertThat(wrong.problems())
                            .containsExactly(
                                    "memphis.username=CDC: must be a Memphis user's name, lower case, without spaces",
                                    "memphis.password is missing: give the password here, or its file in"
                                            + " memphis.password.file",
                                    "memphis.token.expiry.minutes=10080: must be less than"
                                            + " memphis.refresh.token.expiry.minutes=10080",
                                    "name is missing: every connector has one",
                                    "memphis.pasword is no option: did you mean memphis.password?");
                    assertThat(wrong.found().stream().map(ConfigurationException.Problem::option))
                            .containsExactly(
                                    "memphis.username",
                                    "memphis.password",
                                    "memphis.token.expiry.minutes",
                                    "name",
                                    "memphis.pasword");
                });
    }

    @Test
    void storesAndProxy_areReadWhole() throws Exception {
        new Certificates(directory).copy("client");
        Path trust = directory.resolve("client.pem");
        Path certificate = Files.copy(trust, directory.resolve("client.crt"));
        Path key = directory.resolve("client-key.pem");

        GatewayConfig config = Configuration.sound()
                .with("url", "https://gateway")
                .with("tls.trust.store", trust.toString())
                .with("tls.key.store", certificate.toString())
                .with("tls.key.store.key", key.toString())
                .with("tls.verify.host", "false")
                .with("proxy.url", "http://proxy:3128")
                .with("proxy.username", "u")
                .with("proxy.password", "p")
                .read()
                .gateway();

        assertThat(config.tls())
                .isEqualTo(new TlsConfig(
                        Optional.of(new StoreFile(trust, StoreFile.Type.PEM, Optional.empty(), Optional.empty())),
                        Optional.of(new StoreFile(certificate, StoreFile.Type.PEM, Optional.empty(), Optional.of(key))),
                        false));
        assertThat(config.proxy())
                .contains(new ProxyConfig("proxy", 3128, Optional.of("u"), Optional.of(new Secret("p"))));
    }

    @Test
    void highestPort_isOne() throws Exception {
        GatewayConfig config =
                Configuration.sound().with("url", "http://gateway:65535").read().gateway();

        assertThat(config.urls()).containsExactly(URI.create("http://gateway:65535"));
    }

    @Test
    void queryThatIsAllOfAUrl_isNotShown() {
        assertThatThrownBy(() -> Configuration.sound().with("url", "?token=abc").read())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("?***")
                .hasMessageNotContaining("abc");
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
    void secretFiles_areReadAsUtf8_whateverTheirLineBreak() throws Exception {
        Path password = Files.writeString(directory.resolve("password"), "Žluťoučký-🐎\r\n");
        Path proxyPassword = Files.writeString(directory.resolve("proxy"), " with spaces ");

        MemphisConfig config = Configuration.sound()
                .without("password")
                .with("password.file", password.toString())
                .with("proxy.url", "http://proxy:3128")
                .with("proxy.username", "u")
                .with("proxy.password.file", proxyPassword.toString())
                .read();

        assertThat(config.credentials().password()).isEqualTo(new Secret("Žluťoučký-🐎"));
        assertThat(config.gateway().proxy().orElseThrow().password()).contains(new Secret(" with spaces "));
    }

    @Test
    void secretOfTheLargestSize_isRead() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "x".repeat(4096));

        MemphisConfig config = Configuration.sound()
                .without("password")
                .with("password.file", file.toString())
                .read();

        assertThat(config.credentials().password()).isEqualTo(new Secret("x".repeat(4096)));
    }

    @Test
    void stationsOfDifferentNames_areEachOnesOwn() {
        MemphisConfig config = Configuration.sound()
                .with("station", "shop")
                .with("receipt.station", "receipts")
                .read();

        assertThat(config.events().station()).hasValue("shop");
        assertThat(config.receipts().station()).isEqualTo("receipts");
    }

    @Test
    void nothingGiven_listsEverythingMissingAtOnce() {
        Configuration nothing = Configuration.sound()
                .without("url", "username", "password")
                .withoutProperty(OptionNames.DEBEZIUM_SERVER.pipeline());

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
