package dev.memphis.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/consuming.md has consumers do is done: its commands by a shell, its functions by Python. */
class ConsumingPageTest {
    private static final Path PAGE = Path.of("..", "docs", "consuming.md");
    private static final String STATION = "todo-cdc-events";

    @TempDir
    Path folder;

    @Test
    void commandsForCurl_readTheStation() throws Exception {
        assumeInstalled("curl");
        try (MemphisEmulator emulator = MemphisEmulator.start(EmulatorOptions.defaults()
                .withUser("todocdcservice", "Todo-Cdc-1!")
                .withStation(STATION))) {
            String gateway = emulator.gatewayUri().toString();
            String commands = block("sh").replace("http://127.0.0.1:4444", gateway);

            String nothing = run("bash", "-c", commands);
            produce(gateway, "{\"before\":null}");
            String something = run("bash", "-c", commands);

            assertThat(nothing).isEqualTo("[]");
            JsonNode message = new ObjectMapper().readTree(something).path(0);
            assertThat(message.path("message").asText()).isEqualTo("{\"before\":null}");
            assertThat(message.path("headers").path("Event-Id").asText()).isEqualTo("7");
        }
    }

    /** The messages that formats.md shows are those that arrive: FormatsIT. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "An insert | ('upsert', {'item_id': 3, 'description': 'Return \"milk\"', 'due_date': None})",
                "An update | ('upsert', {'item_id': 3, 'description': 'Return \"milk\"', 'due_date': 20787})",
                "A delete | ('delete', {'item_id': 3, 'description': None, 'due_date': None})",
                "A truncate | ('truncate', None)",
                "A flattened row | ('upsert', {'item_id': 3, 'description': 'Return \"milk\"', 'due_date': None})",
                "A flattened row with schemas | ('upsert', {'item_id': 3, 'description': 'Return \"milk\"', 'due_date': None})",
                "A flattened delete | ('delete', {'item_id': 3, 'description': None, 'due_date': None})",
                "A flattened delete without a value | ('delete', {'item_id': 3})",
                "A flattened delete with schemas | ('delete', {'item_id': 3})"
            })
    void functionInPython_tellsWhatHappened(String heading, String told) throws Exception {
        assertThat(told(FormatsPage.shown(heading))).isEqualTo(told);
    }

    /** MongoDB's without pre-images: examples, MongoDeliveryTest. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"__deleted\":true}", "{\"before\":null,\"after\":null,\"source\":{},\"op\":\"d\"}"})
    void functionInPython_takesTheKeyWhereTheValueHasNoRow(String value) throws Exception {
        assertThat(told("Record-Key: {\"id\":\"65e0\"}\n\n" + value)).isEqualTo("('delete', {'id': '65e0'})");
    }

    private String told(String message) throws Exception {
        assumeInstalled("python3");
        Path program = Files.writeString(folder.resolve("program.py"), block("python") + """

                import sys

                head, _, data = sys.stdin.read().partition("\\n\\n")
                print(change(data, dict(line.split(": ", 1) for line in head.splitlines())))
                """);
        Path input = Files.writeString(folder.resolve("message"), message);
        return run(input.toFile(), "python3", program.toString());
    }

    private static void produce(String gateway, String value) {
        String token = given().contentType("application/json")
                .body("{\"username\":\"todocdcservice\",\"password\":\"Todo-Cdc-1!\"}")
                .post(gateway + "/auth/authenticate")
                .path("jwt");
        given().contentType("application/json")
                .header("Event-Id", "7")
                .queryParam("authorization", token)
                .body(value)
                .post(gateway + "/stations/" + STATION + "/produce/single")
                .then()
                .statusCode(200);
    }

    private static void assumeInstalled(String program) {
        boolean installed = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        assumeTrue(installed, "there is no " + program + " here: skipped");
    }

    private static String block(String language) throws IOException {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(PAGE));
        assertThat(block.find()).as(language).isTrue();
        return block.group(1);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        return run(new File("/dev/null"), command);
    }

    private static String run(File input, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(input)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
