package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.emulator.junit.WithMemphis;
import dev.memphis.testbed.process.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@WithMemphis(users = "cdc:" + Properties.PASSWORD, stations = "shop.public.orders")
class CheckTest extends EmulatorCase {
    @Test
    void healthySetUp_ticksEveryStep() throws IOException {
        Run run = check(emulator.gatewayUri());

        assertThat(run.out())
                .contains("Options    no problem found")
                .containsPattern("TCP +127\\.0\\.0\\.1:\\d+ accepts connections")
                .contains("Log-in     as cdc")
                .contains("Tokens     access token 1 h, refresh token 7 d")
                .contains("Clock      the gateway's clock differs by no more than 1 s")
                .contains("Produce    station debezium-receipts-shop took a receipt")
                .containsPattern("Consume +the receipt came back after \\d+ ms")
                .endsWith("All is well.\n")
                .doesNotContain(Properties.PASSWORD);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void usersStations_areLeftAsTheyAre() throws IOException {
        check(emulator.gatewayUri());

        assertThat(emulator.stations().names()).containsExactly("debezium-receipts-shop", "shop.public.orders");
        assertThat(emulator.stations().count("shop.public.orders")).isZero();
    }

    @Test
    void secondCheck_readsItsOwnReceipt() throws IOException {
        check(emulator.gatewayUri());

        assertThat(check(emulator.gatewayUri()).exitCode()).isZero();
    }

    @Test
    void managementApi_tellsWhatStationsKeep() throws IOException {
        Run run = Run.managed(
                emulator.managementUri().toString(),
                "memphis",
                "check",
                Properties.file(directory, emulator.gatewayUri()));

        assertThat(run.out())
                .contains("shop.public.orders keeps messages for 1 h, storage file, replicas 1, partitions 1")
                .contains("shop.public.customers is not there; the first event would create it")
                .doesNotContain("log_")
                .contains("a consumer that is away for longer misses events")
                .endsWith("It will work; 2 to look at.\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void wrongManagementPassword_isTold() throws IOException {
        Run run = Run.managed(
                emulator.managementUri().toString(),
                "nope",
                "check",
                Properties.file(directory, emulator.gatewayUri()));

        assertThat(run.out()).contains("refuses user root (401)").doesNotContain("nope");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void wrongPassword_saysWhatToDo() throws IOException {
        Run run = check(emulator.gatewayUri(), "--set", "password=Wrong-Pass1!");

        assertThat(run.out())
                .contains("Log-in     as cdc: status 401: Unauthorized")
                .contains("What to do: check debezium.sink.memphis.username and .password")
                .doesNotContain("Wrong-Pass1!");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void nobodyListening_failsAtTcp() throws IOException {
        URI closed = URI.create("http://127.0.0.1:" + FreePorts.next());

        Run run = check(closed);

        assertThat(run.out())
                .contains("TCP        no connection to 127.0.0.1:" + closed.getPort() + ": Connection refused")
                .contains("Log-in     no gateway to log in to");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void unknownHost_failsAtDns() throws IOException {
        Run run = check(URI.create("http://gateway.invalid:4444"));

        assertThat(run.out()).contains("DNS        no address is known for gateway.invalid");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void urlOfTheManagementApi_isNoGateway() throws IOException {
        Run run = check(emulator.managementUri());

        assertThat(run.out()).contains("Gateway    this does not look like a Memphis REST gateway");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void tlsToAPlainPort_failsAtTls() throws IOException {
        Run run = check(URI.create(emulator.gatewayUri().toString().replace("http", "https")));

        assertThat(run.out())
                .containsPattern("TLS +no TLS connection to \\S+: the server answers, but not with TLS")
                .contains("tls.trust.store");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void brokerAway_missesTheReceipt() throws IOException {
        check(emulator.gatewayUri());
        emulator.faults().breakBroker();

        Run run = check(emulator.gatewayUri());

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).containsPattern("(Consume +the receipt did not come back|Log-in +as cdc: status 500)");
    }

    @Test
    void misspeltOption_isAProblemOfTheConfiguration() throws IOException {
        Run run = check(emulator.gatewayUri(), "--set", "pasword=x");

        assertThat(run.out())
                .contains("debezium.sink.memphis.pasword is no option: did you mean debezium.sink.memphis.password?");
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void databaseAway_isTold() throws IOException {
        int port = FreePorts.next();

        Run run = check(
                emulator.gatewayUri(),
                "--set",
                "debezium.source.database.hostname=127.0.0.1",
                "--set",
                "debezium.source.database.port=" + port);

        assertThat(run.out()).contains("Source     no connection to the database at 127.0.0.1:" + port);
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void noLogIn_leavesTheGatewayAlone() throws IOException {
        Run run = check(emulator.gatewayUri(), "--no-log-in");

        assertThat(run.out()).contains("Log-in     left out (--no-log-in); the server logs in as cdc");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void anotherType_isWrong() throws IOException {
        Run run = check(emulator.gatewayUri(), "--set", "debezium.sink.type=http");

        assertThat(run.out())
                .contains("Type       debezium.sink.type is http: a server would not use this sink")
                .contains("What to do: set debezium.sink.type=memphis");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void offsetsOfAnotherSink_areNotTakenForItsOwn() throws IOException {
        Path offsets = directory.resolve("offsets.dat");
        String[] source = {
            "--set",
            "debezium.source.connector.class=io.debezium.connector.postgresql.PostgresConnector",
            "--set",
            "debezium.source.offset.storage.file.filename=" + offsets
        };

        Files.writeString(offsets, "...[\"http\",{\"server\":\"todo\"}]...{\"lsn\":1}");
        assertThat(check(emulator.gatewayUri(), source).out())
                .contains("!  Offsets    those in " + offsets + " are of a sink of type http: the server does not find"
                        + " them, and reads a new snapshot");

        Files.writeString(offsets, "...[\"http\",{\"server\":\"todo\"}]...[\"memphis\",{\"server\":\"todo\"}]...");
        assertThat(check(emulator.gatewayUri(), source).out()).doesNotContain("are of a sink of type");
    }

    @Test
    void receiptsOff_sendNothing() throws IOException {
        Run run = check(emulator.gatewayUri(), "--set", "receipt.enabled=false");

        assertThat(run.out()).contains("Produce    not tried: receipts are off");
        assertThat(emulator.stations().names()).containsExactly("shop.public.orders");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void clearTextAndHostsThatNobodyVerifies_areToldBeforeTheySendAnything() throws IOException {
        Run clear = check(URI.create("http://gateway.invalid:4444"));
        Run anyHost = check(URI.create("https://gateway.invalid:4444"), "--set", "tls.verify.host=false");

        assertThat(clear.out())
                .containsOnlyOnce(
                        "Security   Nothing is encrypted (debezium.sink.memphis.url=http://gateway.invalid:4444):"
                                + " who can see the network reads the password of user 'cdc'")
                .containsOnlyOnce("What to do: put a TLS proxy before the gateway");
        assertThat(anyHost.out())
                .contains("Security   Host names are not verified (debezium.sink.memphis.tls.verify.host=false)")
                .doesNotContain("Nothing is encrypted");
    }

    @Test
    void managementPasswordInClearTextBesideAnHttpsGateway_isTold() throws IOException {
        Run run = check(
                URI.create("https://gateway.invalid:4444"),
                "--management-password-file",
                PasswordFile.of("root-secret"));

        assertThat(run.out())
                .containsOnlyOnce(
                        "Security   The management API is called without encryption (http://gateway.invalid:9000):"
                                + " who can see the network reads the password of user 'root'")
                .doesNotContain("root-secret");
    }

    @Test
    void json_isOneDocument() throws IOException {
        JsonNode document = new ObjectMapper()
                .readTree(check(emulator.gatewayUri(), "--json").out());

        assertThat(document.get("ok").asBoolean()).isTrue();
        assertThat(document.get("exit_code").asInt()).isZero();
        assertThat(document.get("steps").findValuesAsText("step")).contains("Options", "Log-in", "Consume");
    }

    @Test
    void ipV6Addresses_areReached() throws IOException {
        assumeTrue(hasIpV6(), "this machine has no IPv6");
        try (MemphisEmulator six = MemphisEmulator.start(EmulatorOptions.defaults()
                .withHost("::1")
                .withRootPassword("Root-Pass1!")
                .withUser("cdc", Properties.PASSWORD))) {
            Run run = Run.managed(
                    six.managementUri().toString(),
                    "Root-Pass1!",
                    "check",
                    Properties.file(directory, six.gatewayUri()),
                    "--set",
                    "debezium.source.database.hostname=::1",
                    "--set",
                    "debezium.source.database.port=1");

            assertThat(six.gatewayUri().toString()).startsWith("http://[::1]:");
            assertThat(run.out())
                    .contains("DNS        [::1] is 0:0:0:0:0:0:0:1", "Log-in     as cdc")
                    .contains("Station    debezium-receipts-shop keeps messages")
                    .contains("Source     no connection to the database at [::1]:1: Connection refused");
        }
    }

    private static boolean hasIpV6() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void yaml_isReadAsTheServerReadsIt() throws IOException {
        Path file = Files.writeString(
                directory.resolve("application.yaml"), """
                debezium:
                  source:
                    topic:
                      prefix: shop
                  sink:
                    memphis:
                      url: [%s]
                      username: cdc
                      password: %s
                """.formatted(emulator.gatewayUri(), Properties.PASSWORD));

        Run run = Run.memphis("check", "--config", file.toString());

        assertThat(run.out()).contains("Log-in     as cdc").endsWith("All is well.\n");
    }

    @Test
    void brokenYaml_isOneLine() throws IOException {
        Path file = Files.writeString(directory.resolve("application.yaml"), "a: [b\n");

        assertThat(Run.memphis("check", "--config", file.toString()).err())
                .startsWith(
                        "memphis check: the configuration " + file + " is no YAML file: while parsing a flow sequence");
    }

    @Test
    void explain_showsEveryOptionButNoSecret() throws IOException {
        Run run = check(emulator.gatewayUri(), "--explain");

        assertThat(run.out())
                .contains("debezium.sink.memphis.password = ***   (given)")
                .contains("debezium.sink.memphis.batch.mode = auto")
                .contains("Must be one of auto, never, always. Since 0.1.")
                .doesNotContain(Properties.PASSWORD);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void explainWithoutAFile_showsTheDefaults() {
        Run run = Run.memphis("check", "--explain", "--set", "batch.mode=never");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("debezium.sink.memphis.ordering = key\n")
                .contains("debezium.sink.memphis.batch.mode = never   (given)");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void explainOfAFileThatIsNotThere_isAnError() {
        Run run = Run.memphis(
                "check", "--explain", "--config", directory.resolve("absent").toString());

        assertThat(run.err()).endsWith("is not there; name the file with --config\n");
    }

    private Run check(URI gateway, String... arguments) throws IOException {
        String[] all = new String[arguments.length + 3];
        all[0] = "check";
        all[1] = "--config";
        all[2] = Properties.file(directory, gateway);
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Run.memphis(all);
    }
}
