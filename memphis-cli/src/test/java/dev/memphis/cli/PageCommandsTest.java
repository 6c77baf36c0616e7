package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of the guides, taken out of the pages, succeed beside README's example. What a page has of {@code memphis} is run as
 * it stands, what it has for the shell is typed into one.
 */
class PageCommandsTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final List<String> PAGES =
            List.of("migrating-from-the-http-sink.md", "kubernetes.md", "kafka-connect.md", "troubleshooting.md");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(?:sh)?\\n(.*?)^ *```$");
    private static final List<String> OF_THE_SHELL = List.of("ls ", "grep ");

    @TempDir
    static Path folder;

    private static TodoExample example;

    @BeforeAll
    static void start() throws Exception {
        System.setProperty("MEMPHIS_PASSWORD", "Todo-Cdc-1!");
        System.setProperty("DATABASE_PASSWORD", "Cdc-Database-1!");
        example = TodoExample.start(folder);
        Files.copy(example.file(), folder.resolve("new.properties"));
        Files.copy(example.file(), folder.resolve("application.properties"));
        Files.createDirectory(folder.resolve("made"));
        Files.writeString(folder.resolve("event.json"), "{\"op\":\"c\",\"after\":{\"item_id\":3}}");
        Files.writeString(folder.resolve("station.schema.json"), "{\"type\":\"object\"}");
        Files.createDirectory(folder.resolve("lib"));
        Files.createFile(folder.resolve("lib/memphis-sink-0.1.0.jar"));
        Files.createFile(folder.resolve("data/offsets.dat.lock"));
        Files.copy(DOCS.resolve("operations.md"), folder.resolve("server.log"));
        // As Go's runtime ends a gateway whose map is written while it is read.
        Files.writeString(folder.resolve("gateway.log"), "fatal error: concurrent map read and map write\n");
    }

    @AfterAll
    static void stop() throws Exception {
        example.close();
        System.clearProperty("MEMPHIS_PASSWORD");
        System.clearProperty("DATABASE_PASSWORD");
    }

    @AfterEach
    void forgetWhatInitWrote() throws IOException {
        Files.deleteIfExists(folder.resolve("made/application.properties"));
    }

    static Stream<Arguments> commandsOfMemphis() {
        return lines().filter(line -> TypedCommand.is(line.text) && !line.text.startsWith("memphis top"))
                .map(line -> Arguments.of(line.page, line.text));
    }

    static Stream<Arguments> commandsOfTheShell() {
        return lines().filter(line -> OF_THE_SHELL.stream().anyMatch(line.text::startsWith))
                .map(line -> Arguments.of(line.page, line.text));
    }

    @Test
    void pagesHaveCommands() {
        assertThat(commandsOfMemphis()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(commandsOfTheShell()).hasSizeGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("commandsOfMemphis")
    void commandOfMemphis_succeeds(String page, String command) throws IOException {
        Run run = command.startsWith("memphis init")
                ? new TypedCommand(command, example)
                        .run(
                                "--no-questions",
                                "--directory",
                                folder.resolve("made").toString())
                : new TypedCommand(command, example).run();

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("commandsOfTheShell")
    void commandOfTheShell_finds(String page, String command) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(printed).isZero();
        assertThat(printed).isNotBlank();
    }

    private record Line(String page, String text) {}

    private static Stream<Line> lines() {
        return PAGES.stream()
                .flatMap(page -> BLOCK.matcher(read(page))
                        .results()
                        .map((MatchResult block) -> block.group(2))
                        .flatMap(String::lines)
                        .map(text -> new Line(page, text.strip())));
    }

    private static String read(String page) {
        try {
            return Files.readString(DOCS.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
