package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.memphis.emulator.junit.WithMemphis;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithMemphis
class SetupTest extends EmulatorCase {
    @Test
    void setup_createsUserAndStations() throws IOException {
        Run run = setup();

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("User       cdc created")
                .contains("Station    shop.public.orders created")
                .contains(
                        "station shop.public.customers: keeps messages for 7 d, storage file, replicas 1, partitions 1")
                .doesNotContain("debezium.sink.", Properties.PASSWORD);
        assertThat(emulator.stations().names())
                .containsExactly("debezium-receipts-shop", "shop.public.customers", "shop.public.orders");
    }

    @Test
    void whatDebeziumTellsBesideRows_hasStationsWhereTheConfigurationAsksForIt() throws IOException {
        Path schema = Files.writeString(directory.resolve("rows.json"), "{\"type\":\"object\"}");
        String[] told = {
            "--set", "debezium.source.connector.class=io.debezium.connector.postgresql.PostgresConnector",
            "--set", "debezium.source.provide.transaction.metadata=true",
            "--set", "debezium.source.topic.transaction=tx",
            "--set", "debezium.source.message.prefix.include.list=audit",
            "--set", "debezium.source.notification.enabled.channels=log, sink",
            "--set", "debezium.source.notification.sink.topic.name=Shop-Notices",
            "--set", "debezium.source.heartbeat.interval.ms=1000",
            "--set", "debezium.source.topic.heartbeat.prefix=pulse",
            "--set", "heartbeats=send",
            "--schema", schema.toString()
        };

        Run run = setup(told);

        assertThat(run.err()).isEmpty();
        assertThat(emulator.stations().names())
                .contains("shop.public.orders", "shop.tx", "shop.message", "shop-notices", "pulse.shop");
        assertThat(run.out())
                .contains("  schema rows for shop.public.orders, shop.public.customers\n")
                .contains("  station shop.tx: keeps messages for 7 d");
    }

    @Test
    void whatIsNotSentOrNotAskedFor_hasNoStation() throws IOException {
        setup("--set", "debezium.source.heartbeat.interval.ms=1000", "--set", "debezium.source.topic.transaction=tx");

        assertThat(emulator.stations().names())
                .containsExactly("debezium-receipts-shop", "shop.public.customers", "shop.public.orders");
    }

    @Test
    void flattenedRows_haveTheStationsOfTheirTables() throws IOException {
        setup(
                "--set", "debezium.transforms=unwrap",
                "--set", "debezium.transforms.unwrap.type=io.debezium.transforms.ExtractNewRecordState");

        assertThat(emulator.stations().names()).contains("shop.public.orders", "shop.public.customers");
    }

    @Test
    void checkAfterSetup_isWell() throws IOException {
        setup();

        assertThat(Run.memphis("check", "-c", Properties.file(directory, emulator.gatewayUri()))
                        .exitCode())
                .isZero();
    }

    @Test
    void missingManagementPassword_isToldBeforeAnythingElse() throws IOException {
        Run run = Run.memphis("setup", "-c", Properties.file(directory, emulator.gatewayUri()));

        assertThat(run.err()).startsWith("memphis setup: the management API's password is missing: give ");
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void secondSetup_changesNothing() throws IOException {
        setup();

        Run run = setup();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("User       cdc was there already and is left as it is: its password too")
                .contains(
                        "Station    shop.public.orders was there already and is left as it is: keeps messages for 7 d");
    }

    @Test
    void dryRun_showsAndDoesNothing() throws IOException {
        Run run = setup("--dry-run", "--station", "extra", "--retention", "12h");

        assertThat(run.out())
                .contains("This would be created if missing:")
                .contains("station extra: keeps messages for 12 h");
        assertThat(emulator.stations().names()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void generatedPassword_ofAUserThatIsThere_isNotPrinted() throws IOException {
        setup();

        Run run = setup("--generate-password");

        assertThat(run.out())
                .contains("User       cdc was there already and is left as it is: its password too")
                .doesNotContain("debezium.sink.memphis.password");
        assertThat(setup("--generate-password", "--dry-run").out()).doesNotContain("debezium.sink.memphis.password");
    }

    @Test
    void generatedPassword_isPrintedAndWorks() throws IOException {
        Run run = setup("--generate-password");

        String password = run.out()
                .lines()
                .filter(line -> line.startsWith("debezium.sink.memphis.password="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
        String file = Properties.file(directory, emulator.gatewayUri());
        assertThat(Run.memphis("check", "-c", file, "--set", "password=" + password)
                        .exitCode())
                .isZero();
    }

    @Test
    void managementPasswordInClearText_isTold() throws IOException {
        Run run = Run.managed(
                "http://broker.invalid:9000",
                "root-secret",
                "setup",
                Properties.file(directory, emulator.gatewayUri()));

        assertThat(run.out())
                .containsOnlyOnce("The management API is called without encryption (http://broker.invalid:9000)")
                .doesNotContain("root-secret");
        assertThat(setup().out()).as("on loopback").doesNotContain("without encryption");
    }

    @Test
    void json_isOneDocument() throws IOException {
        JsonNode document = new ObjectMapper().readTree(setup("--json").out());

        assertThat(document.get("done").findValuesAsText("name")).contains("cdc", "shop.public.orders");
        assertThat(document.get("stations").get(0).get("retention_seconds").asLong())
                .isEqualTo(604_800);
        assertThat(document.get("properties").get("debezium.sink.type").asText())
                .isEqualTo("memphis");
    }

    @Test
    void weakPassword_isToldBeforeAnythingIsSent() throws IOException {
        Run run = setup("--set", "password=todocdc");

        assertThat(run.err())
                .isEqualTo("memphis setup: the password must have 8 to 20 characters (it has 7), an upper-case letter,"
                        + " a digit, one of !?-@#$%; --generate-password makes one that the broker takes\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void wrongManagementPassword_isOneLine() throws IOException {
        Run run = Run.managed(
                emulator.managementUri().toString(),
                "nope",
                "setup",
                Properties.file(directory, emulator.gatewayUri()));

        assertThat(run.err())
                .isEqualTo("memphis setup: the management API at " + emulator.managementUri()
                        + " refuses user root (401)\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | <html><body>Welcome</body></html> | status 200 with an HTML page: is this the right URL?",
                "502 | <html>Bad Gateway</html>          | status 502 with an HTML page: is this the right URL?",
                "200 | '[]'                              | status 200: []",
                "500 | ''                                | status 500",
                "503 | no \u001b[31m today               | status 503: no \\u001b[31m today"
            })
    void strangeManagementApi_isOneLine(int status, String body, String said) throws IOException {
        HttpServer server = strange(status, body);
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            Run run = Run.managed(url, "memphis", "setup", Properties.file(directory, emulator.gatewayUri()));

            assertThat(run.err()).isEqualTo("memphis setup: the management API at " + url + " answered " + said + "\n");
            assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer strange(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        server.start();
        return server;
    }

    private Run setup(String... more) throws IOException {
        return Run.managed(emulator, "setup", Properties.file(directory, emulator.gatewayUri()), more);
    }
}
