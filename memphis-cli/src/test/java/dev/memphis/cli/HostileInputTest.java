package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.HeaderName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every option with wrong, missing, empty and hostile values: one clear line on the error stream, and its exit code. */
class HostileInputTest {
    private static final String RULE =
            "must be 1 to 128 of a-z, 0-9, '.', '-' and '_', the first and the last a letter or digit";

    private static final String SOURCES = "postgresql, mysql, mariadb, sqlserver, oracle, mongodb";

    private static final String TARGET =
            "host:port of JMX (localhost:9010), or the exporter's page (http://localhost:9404/metrics)";

    /** Nobody listens on port 1. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    @TempDir
    static Path directory;

    /** @param arguments with names in braces for files of the test */
    private record Row(int exitCode, String line, String... arguments) {
        @Override
        public String toString() {
            return String.join(" ", arguments);
        }
    }

    private static Row usage(String line, String... arguments) {
        return new Row(ExitCode.USAGE, line, arguments);
    }

    private static Row configuration(String line, String... arguments) {
        return new Row(ExitCode.CONFIGURATION, line, arguments);
    }

    private static final List<Row> ROWS = List.of(
            // --config
            usage("--config names no file", "check", "--config", ""),
            usage("--config names no file", "tail", "orders", "--config", " "),
            usage("option '--config' (FILE) should be specified only once", "check", "-c", "{ok}", "--config", "{ok}"),
            configuration(
                    "the configuration {absent} is not there; name the file with --config", "setup", "-c", "{absent}"),
            configuration(
                    "the configuration a\\u000ab\\u001b[31m is not there; name the file with --config",
                    "check",
                    "-c",
                    "a\nb\u001b[31m"),
            configuration(
                    "the configuration {directory} is a directory or a device, not a properties file",
                    "check",
                    "--explain",
                    "-c",
                    "{directory}"),
            configuration(
                    "the configuration /dev/zero is a directory or a device, not a properties file",
                    "check",
                    "--json",
                    "-c",
                    "/dev/zero"),
            configuration(
                    "the configuration /proc/self/mem cannot be read: this user may not, or the disk fails",
                    "check",
                    "-c",
                    "/proc/self/mem"),
            configuration(
                    "the configuration {noise} is larger than 1 MiB; that is no application.properties",
                    "setup",
                    "-c",
                    "{noise}"),
            configuration("the configuration {bytes} is not UTF-8 text", "tail", "orders", "-c", "{bytes}"),
            // --set
            usage("Missing required parameter for option '--set' (NAME=VALUE)", "check", "-c", "{ok}", "--set"),
            usage(
                    "Value for option option '--set' (NAME=VALUE) should be in KEY=VALUE format",
                    "check",
                    "-c",
                    "{ok}",
                    "--set",
                    ""),
            configuration(
                    "The configuration has 1 problem:\n- debezium.sink.memphis. is no option: docs/configuration.md lists"
                            + " all options",
                    "setup",
                    "-c",
                    "{ok}",
                    "--set",
                    "=x"),
            configuration(
                    "The configuration has 1 problem:\n- debezium.sink.memphis.url is missing: must be http or https URLs"
                            + " such as http://localhost:4444, separated by commas",
                    "tail",
                    "orders",
                    "-c",
                    "{ok}",
                    "--set",
                    "url="),
            configuration(
                    "The configuration has 1 problem:\n- debezium.sink.memphis.url=\\u001b[31m: must be a URL such as"
                            + " http://localhost:4444",
                    "tail",
                    "orders",
                    "-c",
                    "{ok}",
                    "--set",
                    "url=\u001b[31m"),
            // management API
            usage(
                    "--management-url must be a URL such as http://localhost:9000",
                    "check",
                    "-c",
                    "{ok}",
                    "--management-url",
                    "http://root:Hidden-1@h"),
            usage("--management-user names no user", "setup", "-c", "{ok}", "--management-user", ""),
            usage("--management-user names no user", "check", "-c", "{ok}", "--management-user", " "),
            usage(
                    "the management API's password is missing: give --management-password to be asked,"
                            + " --management-password-file or the environment variable MEMPHIS_MANAGEMENT_PASSWORD",
                    "setup",
                    "-c",
                    "{ok}",
                    "--json"),
            usage(
                    "--management-password asks on a terminal and wants an answer: else give --management-password-file"
                            + " or the environment variable MEMPHIS_MANAGEMENT_PASSWORD",
                    "setup",
                    "-c",
                    "{ok}",
                    "--management-password"),
            usage(
                    "--management-password takes no value, for others on this machine could read it: leave it out to be"
                            + " asked, or give --management-password-file or the environment variable"
                            + " MEMPHIS_MANAGEMENT_PASSWORD",
                    "check",
                    "-c",
                    "{ok}",
                    "--management-password",
                    "Hidden-1"),
            usage(
                    "--management-password-file {absent} must be a readable file, but there is none",
                    "check",
                    "-c",
                    "{ok}",
                    "--management-password-file",
                    "{absent}"),
            usage(
                    "--management-password-file {directory} must be a readable file, but is a directory",
                    "check",
                    "-c",
                    "{ok}",
                    "--management-password-file",
                    "{directory}"),
            usage(
                    "--management-password-file {empty} must hold the secret, but the file is empty",
                    "setup",
                    "-c",
                    "{ok}",
                    "--management-password-file",
                    "{empty}"),
            usage(
                    "--management-password-file {noise} must hold a secret of at most 4096 bytes, but is larger",
                    "check",
                    "-c",
                    "{ok}",
                    "--management-password-file",
                    "{noise}"),
            usage(
                    "--management-password-file {bytes} must hold UTF-8 text, but does not",
                    "check",
                    "-c",
                    "{ok}",
                    "--management-password-file",
                    "{bytes}"),
            usage(
                    "--management-password-file {ok} must hold one line of text, but there is more than one line or a"
                            + " control character",
                    "setup",
                    "-c",
                    "{ok}",
                    "--management-password-file",
                    "{ok}"),
            new Row(
                    ExitCode.FAILED,
                    "no connection to http://127.0.0.1:1: Connection refused",
                    "setup",
                    "-c",
                    "{ok}",
                    "--management-url",
                    "http://127.0.0.1:1",
                    "--management-password-file",
                    "{secret}"),
            // setup
            usage("--station '' " + RULE, "setup", "-c", "{ok}", "--dry-run", "--station", ""),
            usage("--station '../x' " + RULE, "setup", "-c", "{ok}", "--station", "../x"),
            usage("--station '\\u202eabc' " + RULE, "setup", "-c", "{ok}", "--station", "\u202eabc"),
            usage(
                    "Invalid value for option '--retention': '' must be a time such as 30m, 12h or 7d",
                    "setup",
                    "--retention",
                    ""),
            usage(
                    "Invalid value for option '--retention': '99999999999999d' must be a time such as 30m, 12h or 7d",
                    "setup",
                    "--retention",
                    "99999999999999d"),
            usage(
                    "Invalid value for option '--storage': expected one of [FILE, MEMORY] (case-insensitive) but was ''",
                    "setup",
                    "--storage",
                    ""),
            usage(
                    "Invalid value for option '--replicas': '-1' must be a whole number from 1 to 9999",
                    "setup",
                    "--replicas",
                    "-1"),
            usage(
                    "Invalid value for option '--partitions': '1.5' must be a whole number from 1 to 9999",
                    "setup",
                    "--partitions",
                    "1.5"),
            configuration(
                    "the password must have 8 to 20 characters (it has 4), an upper-case letter, a digit, one of !?-@#$%;"
                            + " --generate-password makes one that the broker takes",
                    "setup", "-c", "{ok}", "--set", "password=weak"),
            usage("Invalid value for option '--dry-run': 'maybe' is not a boolean", "setup", "--dry-run=maybe"),
            usage(
                    "Invalid value for option '--generate-password': 'maybe' is not a boolean",
                    "setup",
                    "--generate-password=maybe"),
            // check
            usage("Invalid value for option '--no-log-in': 'maybe' is not a boolean", "check", "--no-log-in=maybe"),
            usage("Invalid value for option '--no-database': 'maybe' is not a boolean", "check", "--no-database=maybe"),
            usage("Invalid value for option '--explain': 'maybe' is not a boolean", "check", "--explain=maybe"),
            usage("--schema is for a --sample, and none is given", "check", "-c", "{ok}", "--schema", "{ok}"),
            usage("--station is for a --sample, and none is given", "check", "-c", "{ok}", "--station", "orders"),
            usage("--station '' " + RULE, "check", "-c", "{ok}", "--sample", "{empty}", "--station", ""),
            usage("--sample {directory} is no file", "check", "-c", "{ok}", "--sample", "{directory}"),
            usage("--sample {noise} is larger than 4 MiB", "check", "-c", "{ok}", "--sample", "{noise}"),
            usage("--schema {bytes} is not UTF-8 text", "setup", "-c", "{ok}", "--schema", "{bytes}"),
            usage(
                    "schema a-file-empty is no JSON schema: a JSON schema is an object",
                    "setup",
                    "-c",
                    "{ok}",
                    "--schema",
                    "{empty}"),
            usage("--schema /dev/zero is no file", "setup", "-c", "{ok}", "--schema", "/dev/zero"),
            usage("--schema-name names a schema, but --schema gives none", "setup", "-c", "{ok}", "--schema-name", "x"),
            // produce
            usage("Missing required parameter: 'STATION'", "produce"),
            usage("'Or ders' is no station: " + RULE, "produce", "Or ders"),
            usage(
                    "--header 'content-type' must be " + HeaderName.RULE,
                    "produce",
                    "orders",
                    "--header",
                    "content-type=x"),
            usage("--header 'a b' must be " + HeaderName.RULE, "produce", "orders", "--header", "a b=x"),
            configuration(
                    "the configuration {absent} is not there; name the file with --config",
                    "produce",
                    "orders",
                    "--config",
                    "{absent}"),
            configuration(
                    "The configuration has 1 problem:", "produce", "orders", "-c", "{ok}", "--set", "url=nowhere"),
            // replay
            usage("--from-station '' " + RULE, "replay", "--from-station", ""),
            usage("--station 'a/b' " + RULE, "replay", "--station", "a/b"),
            usage("--from-file names no file", "replay", "--from-file", ""),
            usage(
                    "--from-station and --from-file: give one of them",
                    "replay",
                    "--from-station",
                    "a",
                    "--from-file",
                    "b"),
            usage(
                    "where are the dead letters? The configuration names neither a station nor a file: give --from-station"
                            + " or --from-file",
                    "replay",
                    "-c",
                    "{ok}",
                    "--dry-run"),
            new Row(
                    ExitCode.FAILED,
                    "/dev/zero cannot be read: it is not there, is no text file, or this user may not",
                    "replay",
                    "-c",
                    "{ok}",
                    "--from-file",
                    "/dev/zero",
                    "--set",
                    "retry.max.duration.ms=1000"),
            // init
            usage("--source is missing: one of " + SOURCES, "init", "--no-questions"),
            new Row(
                    ExitCode.FAILED,
                    "{directory}/.env.example is not there: --env names a file beside it, such as docker/.env",
                    "init",
                    "--env",
                    "{directory}/.env"),
            new Row(
                    ExitCode.FAILED,
                    ".env.example is not there: --env names a file beside it, such as docker/.env",
                    "init",
                    "--env",
                    ""),
            usage("--source is missing: one of " + SOURCES, "init", "--source", ""),
            usage("--source 'db2' must be one of " + SOURCES, "init", "--source", "db2"),
            usage("--source '\\u001b[31m' must be one of " + SOURCES, "init", "--source", "\u001b[31m"),
            usage(
                    "--for 'moon' must be one of server, compose, kubernetes, connect",
                    "init",
                    "--source",
                    "mysql",
                    "--for",
                    "moon"),
            usage(
                    "--prefix 'a b' must be letters, digits, '.', '-' and '_'",
                    "init",
                    "--source",
                    "mysql",
                    "--prefix",
                    "a b"),
            usage("--prefix '' must be letters, digits, '.', '-' and '_'", "init", "--source", "mysql", "--prefix", ""),
            usage(
                    "--host 'a\\u000ab' must be text of one line without control characters",
                    "init",
                    "--source",
                    "mysql",
                    "--host",
                    "a\nb"),
            usage("--port '0' must be a number from 1 to 65535", "init", "--source", "mysql", "--port", "0"),
            usage("--port '65536' must be a number from 1 to 65535", "init", "--source", "mysql", "--port", "65536"),
            usage(
                    "--database is missing: PostgreSQL wants the name of a database",
                    "init",
                    "--source",
                    "postgresql",
                    "--database",
                    ""),
            usage(
                    "--database-user '\\u202eabc' must be text of one line without control characters",
                    "init",
                    "--source",
                    "mysql",
                    "--database-user",
                    "\u202eabc"),
            usage(
                    "--tables 'a\\u0000' must be text of one line without control characters",
                    "init",
                    "--source",
                    "mysql",
                    "--tables",
                    "a\0"),
            usage(
                    "debezium.sink.memphis.url=localhost:4444: must start with http:// or https://",
                    "init",
                    "--source",
                    "mysql",
                    "--gateway",
                    "localhost:4444"),
            usage(
                    "debezium.sink.memphis.username=A B: must be a Memphis user's name, lower case, without spaces",
                    "init",
                    "--source",
                    "mysql",
                    "--user",
                    "A B"),
            usage("debezium.sink.memphis.station=_x: " + RULE, "init", "--source", "mysql", "--station", "_x"),
            new Row(ExitCode.FAILED, "cannot write to {ok}: {ok}", "init", "--source", "mysql", "--directory", "{ok}"),
            usage("Invalid value for option '--force': 'maybe' is not a boolean", "init", "--force=maybe"),
            // top
            usage("Missing required parameter: 'TARGET'", "top"),
            usage("'' must be " + TARGET, "top", ""),
            usage("'localhost' must be " + TARGET, "top", "localhost"),
            usage("'localhost:70000' must be " + TARGET, "top", "localhost:70000"),
            usage("'::1:9010' must be " + TARGET, "top", "::1:9010"),
            usage("'http://' must be " + TARGET, "top", "http://"),
            usage("'http://***@h' must be " + TARGET, "top", "http://u:Hidden-1@h"),
            usage("'service:jmx:x' must be " + TARGET, "top", "service:jmx:x"),
            usage("'\\u001b[31m' must be " + TARGET, "top", "\u001b[31m"),
            usage(
                    "--interval '0' must be a number of seconds from 0.1 to 3600",
                    "top",
                    "localhost:1",
                    "--interval",
                    "0"),
            usage(
                    "--interval 'often' must be a number of seconds from 0.1 to 3600",
                    "top",
                    "localhost:1",
                    "--interval",
                    "often"),
            usage("--jmx-user and --jmx-password-file go together", "top", "localhost:1", "--jmx-user", "a"),
            usage("--jmx-user names no user", "top", "localhost:1", "--jmx-user", "", "--jmx-password-file", "{ok}"),
            usage(
                    "--jmx-password-file {absent} must be a readable file, but there is none",
                    "top",
                    "localhost:1",
                    "--jmx-user",
                    "a",
                    "--jmx-password-file",
                    "{absent}"),
            usage("--config names no file", "top", "localhost:1", "--config", ""),
            configuration(
                    "--config {ok} has no PostgreSQL: only that has slots to look at",
                    "top",
                    "localhost:1",
                    "--config",
                    "{ok}"),
            usage("Invalid value for option '--once': 'maybe' is not a boolean", "top", "--once=maybe"),
            usage("Invalid value for option '--json': 'maybe' is not a boolean", "top", "--json=maybe"),
            // snapshot
            usage("TABLE is missing: name at least one, such as public.orders", "snapshot", "-c", "{ok}"),
            usage(
                    "--patience '0' must be a whole number of seconds from 1 to 999999",
                    "snapshot",
                    "a.b",
                    "--patience",
                    "0"),
            usage("--api must be a URL such as http://localhost:8080", "snapshot", "a.b", "--api", "localhost:8080"),
            usage(
                    "--api must be a URL such as http://localhost:8080",
                    "snapshot",
                    "a.b",
                    "--api",
                    "http://u:Hidden-1@h"),
            configuration(
                    "this command knows PostgreSQL, MySQL and MariaDB, and the configuration names another database",
                    "snapshot",
                    "a.b",
                    "-c",
                    "{ok}"),
            configuration(
                    "the configuration {absent} is not there; name the file with --config",
                    "snapshot",
                    "a.b",
                    "-c",
                    "{absent}"),
            usage(
                    "Value for option option '--set' (NAME=VALUE) should be in KEY=VALUE format",
                    "snapshot",
                    "a.b",
                    "--set",
                    "x"),
            usage("Invalid value for option '--stop': 'maybe' is not a boolean", "snapshot", "--stop=maybe"),
            usage("Invalid value for option '--no-wait': 'maybe' is not a boolean", "snapshot", "--no-wait=maybe"),
            usage("Invalid value for option '--json': 'maybe' is not a boolean", "snapshot", "--json=maybe"),
            // tail
            usage("Missing required parameter: 'STATION'", "tail"),
            usage("'' is no station: " + RULE, "tail", ""),
            usage("'a/b?c' is no station: " + RULE, "tail", "a/b?c"),
            usage("--group '' " + RULE, "tail", "orders", "--group", ""),
            usage("--group 'A b' " + RULE, "tail", "orders", "--group", "A b"),
            usage(
                    "Invalid value for option '--count': '0' must be a whole number from 1",
                    "tail",
                    "orders",
                    "--count",
                    "0"),
            usage(
                    "Invalid value for option '--count': '99999999999999999999' must be a whole number from 1",
                    "tail",
                    "orders",
                    "--count",
                    "99999999999999999999"),
            usage(
                    "Invalid value for option '--from-beginning': 'maybe' is not a boolean",
                    "tail",
                    "orders",
                    "--from-beginning=maybe"),
            new Row(
                    ExitCode.FAILED,
                    "no connection to http://127.0.0.1:1: Connection refused",
                    "tail",
                    "orders",
                    "-c",
                    "{ok}",
                    "--json"));

    @BeforeAll
    static void files() throws IOException {
        Files.move(Path.of(Properties.file(directory, NOWHERE)), file("ok"));
        Files.createDirectory(file("directory"));
        Files.createFile(file("empty"));
        byte[] noise = new byte[10_000_000];
        new Random(1).nextBytes(noise);
        Files.write(file("noise"), noise);
        Files.writeString(file("secret"), "Root-Secret-1");
        Files.write(file("bytes"), new byte[] {'a', (byte) 0xff, 'b'});
    }

    static Stream<Row> rows() {
        return ROWS.stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void badInput_isOneClearLineAndItsExitCode(Row row) {
        Run run = Run.memphis(
                Arrays.stream(row.arguments()).map(HostileInputTest::filled).toArray(String[]::new));

        assertThat(run.err()).startsWith("memphis " + row.arguments()[0] + ": " + filled(row.line()) + "\n");
        assertThat(run.err().lines().filter(line -> line.startsWith("\tat ") || line.contains("Exception")))
                .isEmpty();
        assertThat(run.err()).doesNotContain("Hidden-1", "\u001b", "\u202e");
        assertThat(run.exitCode()).isEqualTo(row.exitCode());
    }

    @Test
    void everyOption_isTriedHere() {
        List<String> tried =
                ROWS.stream().flatMap(row -> Arrays.stream(row.arguments())).toList();
        List<String> untried = new ArrayList<>();
        for (String command : List.of("init", "check", "setup", "produce", "replay", "tail", "top", "snapshot")) {
            CommandLine subcommand = Memphis.commandLine().getSubcommands().get(command);
            for (OptionSpec option : subcommand.getCommandSpec().options()) {
                boolean isTried = Arrays.stream(option.names())
                        .anyMatch(name -> tried.stream().anyMatch(argument -> argument.split("=", 2)[0].equals(name)));
                if (!isTried && !option.usageHelp() && !option.versionHelp()) {
                    untried.add(command + " " + option.longestName());
                }
            }
        }

        assertThat(untried).isEmpty();
    }

    private static String filled(String text) {
        String filled = text;
        for (String name : List.of("ok", "absent", "directory", "empty", "noise", "bytes", "secret")) {
            filled = filled.replace("{" + name + "}", file(name).toString());
        }
        return filled;
    }

    private static Path file(String name) {
        return directory.resolve("a-file-" + name);
    }
}
