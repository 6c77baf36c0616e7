package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.delivery.Logged;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.options.PoisonPolicy;
import dev.memphis.delivery.protocol.Produce;
import dev.memphis.delivery.transport.SampleConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Event EVENT = new Event(
            "orders",
            "k",
            "{\"a\":1}",
            "application/json",
            List.of(new EventHeader("Record-Key", "7")),
            () -> "key 7, source position 42");

    private static final ProduceRequest REQUEST = request();

    @TempDir
    Path folder;

    @Test
    void stop_namesKeyPositionReasonAndTheOption() {
        Refusals refusals = refusals(PoisonPolicy.STOP, Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> refusals.judge(REQUEST, "schema violated"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContainingAll(
                        "orders",
                        "key 7",
                        "source position 42",
                        "schema violated",
                        "debezium.sink.memphis.poison.policy",
                        "(now stop)");
    }

    @Test
    void letterThatTheBrokerWouldNotTakeEither_goesToTheFile() {
        // 7 bytes of data, twice 512 for why and whence, and the event's own header: 10 + 1 + 4.
        assertThat(judgeWithin(1046)).isInstanceOf(Refusals.Verdict.Letter.class);
        assertThat(judgeWithin(1045)).isInstanceOf(Refusals.Verdict.SetAside.class);
    }

    private Refusals.Verdict judgeWithin(int eventMaxBytes) {
        DeliveryConfig config = new SampleConfig(URI.create("http://localhost:1"))
                .withPoison(PoisonPolicy.DEAD_LETTER, Optional.of("dead"), Optional.empty())
                .withEventMaxBytes(eventMaxBytes)
                .config()
                .delivery();
        return new Refusals(
                        OptionNames.DEBEZIUM_SERVER,
                        config,
                        Optional.empty(),
                        Optional.of(file(folder.resolve("dead.jsonl"))))
                .judge(REQUEST, "too large");
    }

    @Test
    void skip_leavesItOut() {
        Refusals refusals = refusals(PoisonPolicy.SKIP, Optional.empty(), Optional.empty());

        assertThat(refusals.judge(REQUEST, "schema violated")).isInstanceOf(Refusals.Verdict.Skip.class);
    }

    @Test
    void deadLetterStation_getsTheBytesWithReasonAndOrigin() {
        Refusals refusals = refusals(PoisonPolicy.DEAD_LETTER, Optional.of("dead"), Optional.empty());

        Produce letter = letter(refusals, "naïve schema\r\nviolated").produce(false);

        assertThat(letter.station()).isEqualTo("dead");
        assertThat(letter.bodies().getFirst()).asString().isEqualTo("{\"a\":1}");
        assertThat(letter.headers())
                .contains(
                        new EventHeader("Dead-Letter-Station", "orders"),
                        new EventHeader("Dead-Letter-Reason", "na?ve schema??violated"),
                        new EventHeader("Dead-Letter-Origin", "key 7, source position 42"),
                        new EventHeader("Record-Key", "7"));
    }

    private static ProduceRequest letter(Refusals refusals, String reason) {
        return ((Refusals.Verdict.Letter) refusals.judge(REQUEST, reason)).request();
    }

    @Test
    void deadLetterStationThatRefusesToo_leavesItToTheFile() throws IOException {
        Path path = folder.resolve("dead.jsonl");
        Refusals refusals = refusals(PoisonPolicy.DEAD_LETTER, Optional.of("dead"), Optional.of(file(path)));
        ProduceRequest letter = letter(refusals, "too large");

        assertThat(writeAside(refusals, letter, "too large")).isEmpty();
        assertThat(writeAside(refusals, letter, "again")).isEmpty();

        List<String> lines = Files.readAllLines(path);
        assertThat(lines).hasSize(2);
        JsonNode line = new JsonMapper().readTree(lines.getFirst());
        assertThat(line.path("time").asText()).isEqualTo(NOW.toString());
        assertThat(line.path("station").asText()).isEqualTo("orders");
        assertThat(line.path("reason").asText()).isEqualTo("too large");
        assertThat(line.path("origin").asText()).contains("source position 42");
        assertThat(line.path("headers").toString()).isEqualTo("{\"Record-Key\":\"7\"}");
        assertThat(Base64.getDecoder().decode(line.path("body").asText()))
                .asString()
                .isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'/mail' does not validate with file:///g/schema#/properties/mail/format: 'ann@example.org' is not valid 'email'"
                        + " | : '/mail' does not validate with #/properties/mail/format",
                "'/n' does not validate with file:///g/schema#/properties/n/minimum: must be >= 5 but found 4711"
                        + " | : '/n' does not validate with #/properties/n/minimum",
                "'' does not validate with file:///g/my schema#/required: missing properties: 'ann@example.org' | ''",
                "something else 4711 ann@example.org | ''"
            })
    void violation_isLoggedWithoutTheValuesItQuotes(String violation, String left) {
        String reason = "Schema validation has failed: jsonschema: " + violation;
        try (Logged logged = new Logged()) {
            refusals(PoisonPolicy.SKIP, Optional.empty(), Optional.empty()).judge(REQUEST, reason);
            Produce letter = letter(refusals(PoisonPolicy.DEAD_LETTER, Optional.of("dead"), Optional.empty()), reason)
                    .produce(false);
            assertThatThrownBy(() -> refusals(PoisonPolicy.STOP, Optional.empty(), Optional.empty())
                            .judge(REQUEST, reason))
                    .hasMessageContaining("Schema validation has failed" + left)
                    .message()
                    .doesNotContain("4711", "ann@");

            assertThat(logged.lines("WARN"))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line)
                            .endsWith("Schema validation has failed" + left)
                            .doesNotContain("4711", "ann@"));
            assertThat(logged.lines("DEBUG").filter(line -> line.endsWith(reason)))
                    .as("for who wants to know")
                    .hasSize(3);
            assertThat(letter.headers())
                    .as("beside the event, all of it")
                    .contains(new EventHeader("Dead-Letter-Reason", reason));
        }
    }

    @Test
    void fileThatCannotBeWritten_saysSoAndNamesTheOption() {
        Refusals refusals = refusals(
                PoisonPolicy.DEAD_LETTER, Optional.empty(), Optional.of(file(folder.resolve("no/such/folder"))));

        assertThat(writeAside(refusals, REQUEST, "too large"))
                .hasValueSatisfying(failure -> assertThat(failure).contains("debezium.sink.memphis.dead.letter.file"));
    }

    @Test
    void file_isItsOwnersAlone() throws IOException {
        Path path = folder.resolve("dead.jsonl");

        writeAside(refusals(PoisonPolicy.DEAD_LETTER, Optional.empty(), Optional.of(file(path))), REQUEST, "x");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void link_isNotFollowed() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "");
        Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        Refusals refusals = refusals(PoisonPolicy.DEAD_LETTER, Optional.empty(), Optional.of(file(link)));

        assertThat(writeAside(refusals, REQUEST, "x"))
                .hasValueSatisfying(failure -> assertThat(failure).contains("cannot write to"));
        assertThat(elsewhere).isEmptyFile();
    }

    @Test
    void eventThatDoesNotFit_isNotPutAwayAndNothingOfItIsThere() throws IOException {
        Path path = folder.resolve("dead.jsonl");
        writeAside(refusals(PoisonPolicy.DEAD_LETTER, Optional.empty(), Optional.of(file(path))), REQUEST, "x");
        long one = Files.size(path);
        Refusals refusals = refusals(PoisonPolicy.DEAD_LETTER, Optional.empty(), Optional.of(file(path, 2 * one)));

        assertThat(writeAside(refusals, REQUEST, "x")).as("fits").isEmpty();
        assertThat(writeAside(refusals, REQUEST, "x"))
                .hasValueSatisfying(failure -> assertThat(failure)
                        .contains(
                                "debezium.sink.memphis.dead.letter.file.max.bytes=" + 2 * one,
                                "stays unmarked: move the file away"));
        assertThat(path).hasSize(2 * one);
    }

    @Test
    void hostileTexts_stayInOneLineOfTheFile() throws IOException {
        Path path = folder.resolve("dead.jsonl");

        writeAside(
                refusals(PoisonPolicy.DEAD_LETTER, Optional.empty(), Optional.of(file(path))),
                REQUEST,
                "a\n{\"station\":\"forged\"}\u001b[31m");

        assertThat(Files.readAllLines(path)).singleElement().asString().doesNotContain("\u001b");
    }

    @Test
    void placeOfTheHost_comesBeforeThePolicy() {
        DeadLetters host = (event, body, reason, done) -> done.accept(Optional.empty());
        Refusals refusals = new Refusals(
                OptionNames.DEBEZIUM_SERVER,
                config(PoisonPolicy.STOP, Optional.empty()),
                Optional.of(host),
                Optional.empty());

        assertThat(refusals.judge(REQUEST, "bad")).isEqualTo(new Refusals.Verdict.SetAside(host));
    }

    private static Optional<String> writeAside(Refusals refusals, ProduceRequest request, String reason) {
        DeadLetters place = ((Refusals.Verdict.SetAside) refusals.judge(request, reason)).place();
        AtomicReference<Optional<String>> failure = new AtomicReference<>();
        place.write(EVENT, "{\"a\":1}".getBytes(StandardCharsets.UTF_8), reason, failure::set);
        return failure.get();
    }

    private static DeadLetterFile file(Path path) {
        return file(path, 1 << 20);
    }

    private static DeadLetterFile file(Path path, long most) {
        return new DeadLetterFile(
                "debezium.sink.memphis.dead.letter.file", path, most, Clock.fixed(NOW, ZoneOffset.UTC), Runnable::run);
    }

    private static Refusals refusals(PoisonPolicy policy, Optional<String> station, Optional<DeadLetters> file) {
        return new Refusals(OptionNames.DEBEZIUM_SERVER, config(policy, station), Optional.empty(), file);
    }

    private static ProduceRequest request() {
        return ProduceRequest.single(new Item(1, EVENT));
    }

    private static DeliveryConfig config(PoisonPolicy policy, Optional<String> deadLetterStation) {
        return new SampleConfig(URI.create("http://localhost:1"))
                .withPoison(policy, deadLetterStation, Optional.empty())
                .config()
                .delivery();
    }
}
