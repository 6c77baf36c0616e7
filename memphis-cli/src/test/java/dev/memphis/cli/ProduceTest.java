package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.junit.WithMemphis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithMemphis(users = "cdc:" + Properties.PASSWORD, stations = "orders")
class ProduceTest extends EmulatorCase {
    private final InputStream standardInput = System.in;

    @AfterEach
    void stop() {
        System.setIn(standardInput);
    }

    @Test
    void lines_areMessagesInTheirOrderAsTheyAre() throws IOException {
        Run run = produce("{\"a\":1.10}\r\n\nplain kůň\n{\"a\":2}", "--header", "Record-Key=kůň 7");

        assertThat(run.out()).isEqualTo("3 delivered to station orders, 0 refused\n");
        assertThat(run.exitCode()).isZero();
        assertThat(emulator.stations().messages("orders"))
                .extracting(Message::text)
                .containsExactly("{\"a\":1.10}", "plain kůň", "{\"a\":2}");
        assertThat(emulator.stations().messages("orders").getFirst().headers())
                .containsEntry("Record-Key", "k%C5%AF%C5%88 7");
    }

    @Test
    void bytesThatAreNoText_stayAsTheyAre() throws IOException {
        byte[] bytes = {0, 1, (byte) 0xff, (byte) 0xfe};

        produce(bytes);

        assertThat(emulator.stations().messages("orders").getFirst().data()).isEqualTo(bytes);
    }

    @Test
    void lineThatBreaksTheSchema_isToldWithItsNumberAndPathAndTheOthersFollow() throws IOException {
        Path schema = directory.resolve("amounts.json");
        Files.writeString(schema, "{\"properties\":{\"a\":{\"minimum\":0}}}");
        Run.managed(
                emulator,
                "setup",
                Properties.file(directory, emulator.gatewayUri()),
                "--schema",
                schema.toString(),
                "--station",
                "orders");

        Run run = produce("{\"a\":1}\n{\"a\":-1}\n{\"a\":3}\n");

        assertThat(run.err())
                .isEqualTo("line 2 is refused: Schema validation has failed: jsonschema: '/a' does not validate with"
                        + " file:///run/amounts#/properties/a/minimum: must be >= 0 but found -1\n");
        assertThat(run.out()).isEqualTo("2 delivered to station orders, 1 refused\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(emulator.stations().messages("orders"))
                .extracting(Message::text)
                .containsExactly("{\"a\":1}", "{\"a\":3}");
    }

    @Test
    void lineThatIsTooLong_isRefusedAndTheOthersFollow() throws IOException {
        Run run = produce("1\n" + "x".repeat(3_000_000) + "\n3\n");

        assertThat(run.err())
                .startsWith("line 2 is refused: ")
                .contains("bytes")
                .hasLineCount(1);
        assertThat(emulator.stations().messages("orders"))
                .extracting(Message::text)
                .containsExactly("1", "3");
    }

    @Test
    void wrongPassword_isOneLine() throws IOException {
        Run run = produce("1\n", "--set", "password=Wrong-Pass1!");

        assertThat(run.err())
                .startsWith("memphis produce: ")
                .contains("refuses user 'cdc'")
                .hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    private Run produce(String input, String... more) throws IOException {
        return produce(input.getBytes(StandardCharsets.UTF_8), more);
    }

    private Run produce(byte[] input, String... more) throws IOException {
        System.setIn(new ByteArrayInputStream(input));
        List<String> arguments =
                new ArrayList<>(List.of("produce", "orders", "-c", Properties.file(directory, emulator.gatewayUri())));
        arguments.addAll(List.of(more));
        return Run.memphis(arguments.toArray(String[]::new));
    }
}
