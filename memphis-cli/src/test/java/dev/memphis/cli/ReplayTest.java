package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.cli.config.ConfigFile;
import dev.memphis.client.ManagementApi;
import dev.memphis.delivery.Delivery;
import dev.memphis.delivery.Host;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.junit.WithMemphis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead letters that the sink's own engine made go back to where they belong. */
@WithMemphis(
        users = "cdc:" + Properties.PASSWORD,
        stations = {"orders", "others", "dead"})
class ReplayTest extends EmulatorCase {
    private static final String STATION = "dead.letter.station=dead";

    @BeforeEach
    void checkWhatComes() throws Exception {
        schema("{\"properties\":{\"a\":{\"minimum\":0}}}");
    }

    @Test
    void lettersOfAStation_goBackInOrderWithTheirHeaders() throws Exception {
        refuse(STATION, -1, -2, -3);
        noSchema();

        Run run = replay("--set", STATION);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("Dead letters: 3 replayed, 0 replayed before, 0 refused again\n");
        assertThat(texts("orders")).containsExactly("{\"a\":-1}", "{\"a\":-2}", "{\"a\":-3}");
        assertThat(emulator.stations().messages("orders").getFirst().headers())
                .containsEntry("Record-Key", "%7B\"id\":-1}")
                .containsKey("Dead-Letter-Replayed")
                .doesNotContainKeys("Dead-Letter-Station", "Dead-Letter-Reason", "Dead-Letter-Origin");
    }

    @Test
    void lettersOfAStation_areReplayedOnceAndLaterOnesFollow() throws Exception {
        refuse(STATION, -1, -1);
        noSchema();
        replay("--set", STATION);
        schema("{\"properties\":{\"a\":{\"minimum\":0}}}");
        refuse(STATION, -3);
        noSchema();

        Run run = replay("--from-station", "dead");

        assertThat(run.out()).isEqualTo("Dead letters: 1 replayed, 2 replayed before, 0 refused again\n");
        assertThat(texts("orders")).containsExactly("{\"a\":-1}", "{\"a\":-1}", "{\"a\":-3}");
    }

    @Test
    void lettersOfAFile_goBackInOrderWithTheirHeadersAndAreReplayedOnce() throws Exception {
        String file = "dead.letter.file=" + directory.resolve("dead.jsonl");
        refuse(file, -1, -2);
        noSchema();

        assertThat(replay("--set", file).out())
                .isEqualTo("Dead letters: 2 replayed, 0 replayed before, 0 refused again\n");
        assertThat(replay("--set", file).out())
                .isEqualTo("Dead letters: 0 replayed, 2 replayed before, 0 refused again\n");
        assertThat(texts("orders")).containsExactly("{\"a\":-1}", "{\"a\":-2}");
        assertThat(emulator.stations().messages("orders").getFirst().headers())
                .containsEntry("Record-Key", "%7B\"id\":-1}")
                .containsKey("Dead-Letter-Replayed");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("dead.jsonl.replayed"))))
                .isEqualTo("rw-------");
    }

    @Test
    void marksThatAreALink_areNotWrittenThroughIt() throws Exception {
        String file = "dead.letter.file=" + directory.resolve("dead.jsonl");
        refuse(file, -1);
        noSchema();
        Path others = Files.writeString(directory.resolve("others"), "");
        Files.createSymbolicLink(directory.resolve("dead.jsonl.replayed"), others);

        assertThat(replay("--set", file).err())
                .contains("1 dead letters are replayed, but that cannot be noted in ")
                .contains("dead.jsonl.replayed: another replay would repeat them");
        assertThat(others).isEmptyFile();
    }

    @Test
    void dryRun_tellsAndDoesNothing() throws Exception {
        refuse(STATION, -1, -2);
        noSchema();

        Run run = replay("--set", STATION, "--dry-run");

        assertThat(run.out())
                .startsWith("to orders: event -1; was refused: Schema validation has failed: jsonschema: '/a' does not")
                .endsWith("\nDead letters: 2 would be replayed, 0 replayed before\n");
        assertThat(texts("orders")).isEmpty();
        assertThat(emulator.stations().count("dead")).isEqualTo(2);
    }

    @Test
    void lettersThatAreRefusedAgain_areToldAndStay() throws Exception {
        refuse(STATION, -1, -5);
        schema("{\"properties\":{\"a\":{\"minimum\":-3}}}");

        Run run = replay("--set", STATION);

        assertThat(run.err())
                .startsWith("the dead letter of event -5 is refused again: Schema validation has failed: ")
                .hasLineCount(1);
        assertThat(run.out()).isEqualTo("Dead letters: 1 replayed, 0 replayed before, 1 refused again\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        noSchema();
        assertThat(replay("--set", STATION).out())
                .isEqualTo("Dead letters: 1 replayed, 1 replayed before, 0 refused again\n");
    }

    @Test
    void station_leavesTheOthersWhereTheyAre() throws Exception {
        refuse(STATION, -1);
        noSchema();

        assertThat(replay("--set", STATION, "--station", "customers").out())
                .isEqualTo("Dead letters: 0 replayed, 0 replayed before, 0 refused again\n");
        assertThat(texts("orders")).isEmpty();
    }

    @Test
    void whatIsNoDeadLetter_isToldAndLeft() throws Exception {
        Path file = directory.resolve("dead.jsonl");
        refuse("dead.letter.file=" + file, -1);
        Files.writeString(file, "{\"station\":\"Or ders\",\"body\":\"\"}\n{\"station\":", StandardOpenOption.APPEND);
        noSchema();

        Run run = replay("--from-file", file.toString());

        assertThat(run.out()).isEqualTo("""
                        line 2 of dead.jsonl is no dead letter of the sink
                        Dead letters: 1 replayed, 0 replayed before, 0 refused again
                        """);
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    /** A file can be edited; what HTTP cannot carry, or would steer a request, is not sent, and the others are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"content_type\":\"text/plain\",\"headers\":{\"a b\":\"x\"}",
                "\"content_type\":\"text/plain\",\"headers\":{\"A\":\"x\\r\\nInjected: 1\"}",
                "\"content_type\":\"text/plain\",\"headers\":{\"A\":\"kůň\"}",
                "\"content_type\":\"text/plain\",\"headers\":{\"Authorization\":\"x\"}",
                "\"content_type\":\"image/png\",\"headers\":{}",
                "\"content_type\":\"text/plain\\r\\nA: b\",\"headers\":{}"
            })
    void letterThatHttpCannotCarry_isToldAndLeft(String forged) throws Exception {
        Path file = directory.resolve("dead.jsonl");
        refuse("dead.letter.file=" + file, -1);
        Files.writeString(
                file, "{\"station\":\"orders\",\"body\":\"eA==\"," + forged + "}\n", StandardOpenOption.APPEND);
        noSchema();

        Run run = replay("--from-file", file.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("""
                        line 2 of dead.jsonl is no dead letter of the sink
                        Dead letters: 1 replayed, 0 replayed before, 0 refused again
                        """);
        assertThat(texts("orders")).containsExactly("{\"a\":-1}");
    }

    @Test
    void lettersOfSeveralStations_goBackToEachInTheirOrder() throws Exception {
        Path file = directory.resolve("dead.jsonl");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            lines.append("{\"station\":\"")
                    .append(i % 2 == 0 ? "orders" : "others")
                    .append("\",\"content_type\":\"application/json\",\"headers\":{},\"body\":\"")
                    .append(Base64.getEncoder().encodeToString(("" + i).getBytes(StandardCharsets.UTF_8)))
                    .append("\"}\r\n");
        }
        Files.writeString(file, lines);
        noSchema();

        assertThat(replay("--from-file", file.toString(), "--station", "others").out())
                .isEqualTo("Dead letters: 3 replayed, 0 replayed before, 0 refused again\n");
        assertThat(replay("--from-file", file.toString()).out())
                .isEqualTo("Dead letters: 3 replayed, 3 replayed before, 0 refused again\n");
        assertThat(texts("orders")).containsExactly("0", "2", "4");
        assertThat(texts("others")).containsExactly("1", "3", "5");
    }

    /** Has the engine send events that the schema of station orders refuses. */
    private void refuse(String deadLetters, int... values) throws IOException, InterruptedException {
        String file = Properties.file(
                directory,
                emulator.gatewayUri(),
                "debezium.sink.memphis.poison.policy=dead-letter",
                "debezium.sink.memphis." + deadLetters);
        MemphisConfig config = ConfigFile.read(Path.of(file), Map.of()).memphis();
        try (Delivery delivery = Delivery.open(config, Host.named("test"))) {
            for (int value : values) {
                delivery.offer(new Event(
                        "orders",
                        null,
                        "{\"a\":" + value + "}",
                        "application/json",
                        List.of(new EventHeader("Record-Key", "%7B\"id\":" + value + "}")),
                        () -> "event " + value));
            }
            assertThat(delivery.awaitSettled(values.length, Duration.ofSeconds(30)))
                    .isTrue();
        }
    }

    private List<String> texts(String station) {
        return emulator.stations().messages(station).stream().map(Message::text).toList();
    }

    private void schema(String content) throws Exception {
        noSchema();
        Path file = Files.writeString(directory.resolve("amounts.json"), content);
        Run run = Run.managed(
                emulator,
                "setup",
                Properties.file(directory, emulator.gatewayUri()),
                "--schema",
                file.toString(),
                "--schema-name",
                "s" + System.nanoTime(),
                "--station",
                "orders");
        assertThat(run.err()).isEmpty();
    }

    private void noSchema() throws Exception {
        try (ManagementApi management = ManagementApi.logIn(emulator.managementUri(), "root", "memphis")) {
            management.detachSchema("orders");
        }
    }

    private Run replay(String... more) throws IOException {
        return run("replay", more);
    }

    private Run run(String command, String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of(command, "-c", Properties.file(directory, emulator.gatewayUri())));
        arguments.addAll(List.of(more));
        return Run.memphis(arguments.toArray(String[]::new));
    }
}
