package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"check", "setup", "tail orders", "snapshot a.b"})
    void absentFile_isOneLine(String command) {
        Path absent = directory.resolve("absent.properties");

        assertFails(command, absent, "the configuration " + absent + " is not there; name the file with --config");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "setup", "tail orders", "snapshot a.b"})
    void directoryAsFile_isOneLine(String command) {
        assertFails(
                command,
                directory,
                "the configuration " + directory + " is a directory or a device, not a properties file");
    }

    @Test
    void tenMegabytesOfNoise_areOneLine() throws IOException {
        byte[] noise = new byte[10_000_000];
        new Random(1).nextBytes(noise);
        Path file = Files.write(directory.resolve("noise"), noise);

        assertFails(
                "check",
                file,
                "the configuration " + file + " is larger than 1 MiB; that is no application.properties");
    }

    @Test
    void littleNoise_isOneLine() throws IOException {
        byte[] noise = new byte[10_000];
        new Random(1).nextBytes(noise);
        Path file = Files.write(directory.resolve("noise"), noise);

        assertFails("check", file, "the configuration " + file + " is not UTF-8 text");
    }

    @Test
    void brokenEscape_isOneLine() throws IOException {
        Path file = Files.writeString(directory.resolve("escape"), "a=\\u12\n");

        assertFails("check", file, "the configuration " + file + " is no properties file: Malformed \\uxxxx encoding.");
    }

    @Test
    void emptyFile_listsEverythingMissing() throws IOException {
        Path file = Files.createFile(directory.resolve("empty"));

        Run run = Run.memphis("check", "-c", file.toString());

        assertThat(run.out())
                .contains("debezium.sink.memphis.url is missing")
                .contains("debezium.sink.memphis.username is missing")
                .contains("debezium.sink.memphis.password is missing")
                .contains("debezium.source.topic.prefix is missing");
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                          | memphis: a command is missing",
                "chekc                     | memphis: Unmatched argument at index 0: 'chekc'",
                "check --confg x           | memphis check: Unknown option: '--confg'",
                "check --pasword=Hidden-1  | memphis check: Unknown option: '--pasword'",
                "check --pasword Hidden-1  | memphis check: Unknown option: '--pasword'",
                "setup --rot=Hidden-1 --x  | memphis setup: Unknown options: '--rot', '--x'",
                "check --set password:Hidden-1 | memphis check: Value for option option '--set' (NAME=VALUE) should be in"
                        + " KEY=VALUE format",
                "check --config            | memphis check: Missing required parameter for option '--config' (FILE)",
                "check --set url           | memphis check: Value for option option '--set' (NAME=VALUE) should be in"
                        + " KEY=VALUE format",
                "setup --retention weeks   | memphis setup: Invalid value for option '--retention': 'weeks' must be a time"
                        + " such as 30m, 12h or 7d",
                "setup --replicas 0        | memphis setup: Invalid value for option '--replicas': '0' must be a whole"
                        + " number from 1 to 9999",
                "setup --storage tape      | memphis setup: Invalid value for option '--storage': expected one of [FILE,"
                        + " MEMORY] (case-insensitive) but was 'tape'",
                "tail a --count many       | memphis tail: Invalid value for option '--count': 'many' must be a whole number from 1",
                "emulator --port 70000     | memphis emulator: --port=70000: a port is a number from 0 (a free one) to 65535",
                "emulator --user cdc       | memphis emulator: --user wants name:password, for example --user"
                        + " todocdcservice:Todo-Cdc-1!",
                "tail a b                  | memphis tail: Unmatched argument at index 2: 'b'",
                "check \u001b[31m          | memphis check: Unmatched argument at index 1: '\\u001b[31m'"
            })
    void wrongCommandLine_isOneLineAndAHint(String arguments, String line) {
        Run run = arguments == null ? Run.memphis() : Run.memphis(arguments.split(" ", -1));

        assertThat(run.err()).startsWith(line + "\n");
        assertThat(run.err().lines().count()).isLessThanOrEqualTo(3);
        assertThat(run.err()).doesNotContain("Hidden-1");
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void managementWithoutPassword_isToldWhereToPutIt() throws IOException {
        String file = Properties.file(directory, URI.create("http://127.0.0.1:1"));

        Run run = Run.memphis("setup", "-c", file);

        assertThat(run.err()).startsWith("memphis setup: the management API's password is missing: give");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9000", "ftp://x", "http://u:p@x", "http://", "http://a b", ""})
    void wrongManagementUrl_isOneLine(String url) throws IOException {
        String file = Properties.file(directory, URI.create("http://127.0.0.1:1"));

        Run run = Run.managed(url, "x", "setup", file);

        assertThat(run.err())
                .isEqualTo("memphis setup: --management-url must be a URL such as http://localhost:9000\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void help_documentsTheExitCodes() {
        assertThat(Run.memphis("--help").out()).contains("Exit codes:").contains("generate-completion");
        assertThat(Run.memphis("generate-completion").out())
                .contains("complete -F", "_picocli_memphis_init", "_picocli_memphis_top", "_picocli_memphis_snapshot");
    }

    @Test
    void explanation_hidesPasswordsThatStandInTheWrongPlace() throws IOException {
        String file = Properties.file(directory, URI.create("http://u:Hidden-1@127.0.0.1:1"));

        Run text = Run.memphis("check", "--explain", "-c", file, "--set", "proxy.url=http://u:Hidden-1@proxy:3128");
        Run json = Run.memphis(
                "check", "--explain", "--json", "-c", file, "--set", "proxy.url=http://Hidden-1@proxy:3128");

        assertThat(text.out())
                .contains("debezium.sink.memphis.url = http://***@127.0.0.1:1")
                .doesNotContain("Hidden-1");
        assertThat(json.out()).doesNotContain("Hidden-1");
    }

    private static void assertFails(String command, Path file, String line) {
        String[] arguments = (command + " -c " + file).split(" ", -1);
        Run run = Run.memphis(arguments);

        assertThat(run.err()).isEqualTo("memphis " + arguments[0] + ": " + line + "\n");
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    }
}
