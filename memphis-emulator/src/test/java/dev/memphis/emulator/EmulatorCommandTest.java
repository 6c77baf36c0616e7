package dev.memphis.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What somebody sees whose command line is wrong, or whose machine does not let the emulator start. */
class EmulatorCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--user=cdc|--user wants name:password, for example --user todocdcservice:Todo-Cdc-1!",
                "--user=:x|--user wants name:password, for example --user todocdcservice:Todo-Cdc-1!",
                "--port=70000|--port=70000: a port is a number from 0 (a free one) to 65535",
                "--management-port=-1|--management-port=-1: a port is a number from 0 (a free one) to 65535",
                "--station=a b|--station=a b: Only alphanumeric and the '_'",
                "--station=_x|--station=_x: Station name can not start or end with non alphanumeric character",
                "--record=-1|--record=-1: a number of 0 (none) or more is needed",
                "--nope|Unknown option: '--nope'",
            })
    void wrongOption_isToldInOneLine(String option, String message) {
        StringWriter errors = new StringWriter();
        int exit = new CommandLine(new EmulatorCommand())
                .setErr(new PrintWriter(errors))
                .execute(option);
        assertThat(exit).isEqualTo(2);
        assertThat(errors.toString().lines().findFirst().orElse("")).startsWith(message);
    }

    @Test
    void portInUse_isToldInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = run("--port=" + taken.getLocalPort(), "--management-port=0");
            assertThat(run.exit).isEqualTo(1);
            assertThat(run.errors.strip())
                    .startsWith("emulator: port " + taken.getLocalPort())
                    .contains("choose others with --port")
                    .doesNotContain("\n");
        }
    }

    @Test
    void dataFolderThatCannotBeMade_isToldInOneLine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        Run run = run("--port=0", "--management-port=0", "--data=" + file.resolve("under"));
        assertThat(run.exit).isEqualTo(1);
        assertThat(run.errors.strip())
                .startsWith("emulator: --data " + file.resolve("under") + ": cannot be written")
                .doesNotContain("\n");
    }

    private record Run(int exit, String errors) {}

    private static Run run(String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            return new Run(
                    new CommandLine(new EmulatorCommand()).execute(arguments), errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }
}
