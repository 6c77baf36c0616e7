package dev.memphis.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BenchmarkCommandTest {
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)(?:^|`)bin/benchmark ([^`\\n#]+)");

    private final PrintStream usual = System.err;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(usual);
    }

    static Stream<String> documented() throws IOException {
        String pages = Files.readString(Path.of("..", "docs", "benchmarks.md"))
                + Files.readString(Path.of("..", "docs", "operations.md"));
        return DOCUMENTED
                .matcher(pages)
                .results()
                .map(command -> command.group(1).strip());
    }

    @ParameterizedTest
    @MethodSource("documented")
    void commandOfThePages_isUnderstood(String arguments) {
        String[] words = arguments.replace(" …", "").split(" +");

        assertThatCode(() -> BenchmarkCommand.commandLine().parseArgs(words)).doesNotThrowAnyException();
    }

    @Test
    void pages_haveCommands() throws IOException {
        assertThat(documented()).hasSizeGreaterThanOrEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--gateway http://127.0.0.1:4444 | --gateway and --management go together",
                "--gateways outside | --gateways outside needs --gateway and --management",
                "--rounds 0 | --rounds, --cell-seconds and --http-seconds are at least 1",
                "--rows 1 | --rows is at least 2",
                "--sinks kafka | kafka",
                "--nonsense | --nonsense",
                "scale --rounds 0 | --rounds, --cell-seconds and --http-seconds are at least 1",
                "latency --poll-intervals 0 | --rates, --poll-intervals and --seconds are at least 1",
                "report | FILE"
            })
    void wrongOption_isOneLineAndExitCode2(String arguments, String message) {
        int code = BenchmarkCommand.commandLine().execute(arguments.split(" "));
        assertThat(code).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("benchmark: ")
                .contains(message);
    }
}
