package dev.memphis.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.disk.DataFolderException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a data folder keeps over restarts, wanted and unwanted ones. */
class DataTest {
    @TempDir
    private Path folder;

    private MemphisEmulator start() {
        return MemphisEmulator.start(EmulatorOptions.defaults()
                .withUser(GatewayClient.USER, GatewayClient.PASSWORD)
                .withStation("orders")
                .withData(folder));
    }

    @Test
    void restart_keepsMessagesHeadersAndPositions() throws IOException {
        List<Message> before;
        try (MemphisEmulator emulator = start()) {
            GatewayClient client = GatewayClient.loggedIn(emulator);
            RawHttp.send(
                    emulator.gatewayUri(),
                    "POST",
                    client.producePath("orders"),
                    List.of("Content-Type: text/plain", "X-Row: 7"),
                    new byte[] {0, 1, (byte) 0xff});
            client.produce("orders", "{\"a\":2}");
            client.produce("auto.created", "{\"a\":3}");
            assertThat(client.consume("orders").body()).contains("X-Row");
            before = emulator.stations().messages("orders");
        }
        try (MemphisEmulator emulator = start()) {
            List<Message> after = emulator.stations().messages("orders");
            assertThat(after).hasSize(2);
            assertThat(after.get(0).data()).containsExactly(0, 1, 0xff);
            for (int i = 0; i < 2; i++) {
                assertThat(after.get(i).headers()).isEqualTo(before.get(i).headers());
                assertThat(after.get(i).arrived()).isEqualTo(before.get(i).arrived());
                assertThat(after.get(i).size()).isEqualTo(before.get(i).size());
            }
            assertThat(emulator.stations().count("auto.created")).isOne();
            GatewayClient client = GatewayClient.loggedIn(emulator);
            assertThat(client.consume("orders").body())
                    .contains("{\\\"a\\\":2}")
                    .doesNotContain("X-Row");
        }
    }

    @Test
    void restart_keepsUsersStationsSchemasAndDeadLetters() throws IOException {
        try (MemphisEmulator emulator = start()) {
            ManagementClient management = ManagementClient.loggedIn(emulator);
            management.post(
                    "/api/usermgmt/addUser",
                    Map.of("username", "other", "password", "Other-Pass-1!", "user_type", "application"));
            management.post(
                    "/api/stations/createStation",
                    Map.of(
                            "name",
                            "checked",
                            "retention_type",
                            "messages",
                            "retention_value",
                            3,
                            "partitions_number",
                            1,
                            "dls_configuration",
                            Map.of("schemaverse", true)));
            management.post(
                    "/api/schemas/createNewSchema",
                    Map.of("name", "s", "type", "json", "schema_content", "{\"type\":\"object\"}"));
            management.post("/api/stations/useSchema", Map.of("station_names", List.of("checked"), "schema_name", "s"));
            assertThat(GatewayClient.loggedIn(emulator).produce("checked", "1").status())
                    .isEqualTo(400);
        }
        try (MemphisEmulator emulator = start()) {
            assertThat(GatewayClient.loggedIn(emulator).produce("checked", "2").status())
                    .isEqualTo(400);
            assertThat(RawHttp.post(
                                    emulator.gatewayUri(),
                                    "/auth/authenticate",
                                    "{\"username\":\"other\",\"password\":\"Other-Pass-1!\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(ManagementClient.loggedIn(emulator)
                            .get("/api/monitoring/getStationOverviewData?station_name=checked&partition_number=-1")
                            .body())
                    .contains("\"total_dls_messages\": 2")
                    .contains("\"name\": \"s\"");
        }
        assertThat(Files.readString(folder.resolve("catalog.json")))
                .doesNotContain("Other-Pass-1!", GatewayClient.PASSWORD);
    }

    @Test
    void removedStation_isGoneAfterARestart() throws IOException {
        try (MemphisEmulator emulator = start()) {
            GatewayClient.loggedIn(emulator).produce("short", "1");
            ManagementClient.loggedIn(emulator)
                    .send("DELETE", "/api/stations/removeStation", "{\"station_names\":[\"short\"]}");
        }
        try (MemphisEmulator emulator = start()) {
            assertThat(emulator.stations().names()).containsExactly("orders");
        }
    }

    @Test
    void killed_losesNothingThatWasHandedToTheOperatingSystem() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmulatorCommand.class.getName(),
                        "--port=0",
                        "--management-port=0",
                        "--user=" + GatewayClient.USER + ":" + GatewayClient.PASSWORD,
                        "--data=" + folder)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            URI gateway = uri(output, "Memphis gateway");
            String jwt = GatewayClient.jwt(gateway);
            for (int i = 0; i < 200; i++) {
                assertThat(RawHttp.post(gateway, "/stations/orders/produce/single?authorization=" + jwt, "" + i)
                                .status())
                        .isEqualTo(200);
            }
            // The last of them may still be in the process; a message on, ten milliseconds later, they are not.
            Path log = folder.resolve("stations/s-orders");
            org.awaitility.Awaitility.await().until(() -> lastMessageIsOn(log));
        } finally {
            process.destroyForcibly().waitFor();
        }
        try (MemphisEmulator emulator = start()) {
            assertThat(emulator.stations().messages("orders"))
                    .extracting(Message::text)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 200).mapToObj(String::valueOf).toList());
        }
    }

    /** A sink takes the receipt that it reads for a proof that what it sent before is stored, in whatever station. */
    @Test
    void whatAConsumerHasSeen_isWithTheOperatingSystemAndAllBeforeItToo() throws IOException {
        Path log = folder.resolve(String.format("stations/s-orders/%019d.log", 1));
        try (MemphisEmulator emulator = start()) {
            GatewayClient client = GatewayClient.loggedIn(emulator);
            for (int i = 0; i < 30; i++) {
                client.produce("orders", "order-" + i);
                client.produce("receipts", "receipt-" + i);

                assertThat(client.consume("receipts").body()).contains("receipt-" + i);

                assertThat(Files.readString(log)).contains('"' + base64("order-" + i) + '"');
            }
        }
    }

    private static boolean lastMessageIsOn(Path log) throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            return files.anyMatch(file -> ends(file, base64("199")));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean ends(Path file, String data) {
        try {
            return Files.readString(file).strip().endsWith("\"data\":\"" + data + "\"}}");
        } catch (IOException e) {
            return false;
        }
    }

    private static URI uri(BufferedReader output, String label) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(label)) {
                return URI.create(line.substring(line.indexOf("http")));
            }
        }
        throw new IOException("the emulator did not start");
    }

    @Test
    void halfWrittenTail_isCutOff() throws IOException {
        try (MemphisEmulator emulator = start()) {
            GatewayClient client = GatewayClient.loggedIn(emulator);
            client.produce("orders", "1");
            client.produce("orders", "2");
        }
        Path log = segments().getFirst();
        long whole = Files.size(log);
        Files.writeString(log, "{\"entry\":\"message\",\"number\":3,\"mess", StandardOpenOption.APPEND);
        try (MemphisEmulator emulator = start()) {
            assertThat(emulator.stations().messages("orders"))
                    .extracting(Message::text)
                    .containsExactly("1", "2");
            GatewayClient.loggedIn(emulator).produce("orders", "3");
        }
        assertThat(Files.size(log)).isGreaterThan(whole);
        try (MemphisEmulator emulator = start()) {
            assertThat(emulator.stations().messages("orders"))
                    .extracting(Message::text)
                    .containsExactly("1", "2", "3");
        }
    }

    @Test
    void retention_deletesOldFilesAndNumbersGoOn() throws IOException {
        String large = "\"" + "x".repeat(900_000) + "\"";
        try (MemphisEmulator emulator = start()) {
            ManagementClient.loggedIn(emulator)
                    .post(
                            "/api/stations/createStation",
                            Map.of(
                                    "name",
                                    "few",
                                    "retention_type",
                                    "messages",
                                    "retention_value",
                                    3,
                                    "partitions_number",
                                    1));
            GatewayClient client = GatewayClient.loggedIn(emulator);
            for (int i = 0; i < 40; i++) {
                assertThat(client.produce("few", large).status()).isEqualTo(200);
            }
        }
        try (Stream<Path> files = Files.list(folder.resolve("stations/s-few"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".log"))).hasSizeLessThan(3);
        }
        try (MemphisEmulator emulator = start()) {
            assertThat(emulator.stations().count("few")).isEqualTo(3);
            assertThat(ManagementClient.loggedIn(emulator)
                            .get("/api/monitoring/getStationOverviewData?station_name=few&partition_number=1")
                            .body())
                    .contains("\"message_seq\": 40");
        }
    }

    @Test
    void secondEmulatorOnTheSameFolder_isRefusedInOneLine() {
        try (MemphisEmulator emulator = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(DataFolderException.class)
                    .hasMessage(folder + ": another emulator is using it");
        }
    }

    @Test
    void folderThatIsAFile_isRefusedInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(
                        () -> MemphisEmulator.start(EmulatorOptions.defaults().withData(file)))
                .isInstanceOf(DataFolderException.class)
                .hasMessageStartingWith(file + ": cannot be written (");
    }

    @Test
    void folderOfAnotherBuild_isRefusedInOneLine() throws IOException {
        Files.writeString(folder.resolve("catalog.json"), "{\"version\":1,\"users\":[{\"id\":1}],\"stations\":[]}");
        assertThatThrownBy(this::start)
                .isInstanceOf(DataFolderException.class)
                .hasMessage(folder + ": catalog.json is of another build of the emulator: version 1");
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("stations/s-orders"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }
}
