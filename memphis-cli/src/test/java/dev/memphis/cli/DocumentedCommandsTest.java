package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages tell users to type is something that the command, and the database, understand. */
class DocumentedCommandsTest {
    private static final Path DOCS = Path.of("..", "docs");
    /** At the start of a line of a code block, perhaps after a prompt, or alone in a code span. */
    private static final Pattern COMMAND = Pattern.compile(
            "(?m)(?:^(?:\\$ )?(?:[A-Z_]+=\\S+ )?|`)(?:bin/)?memphis ((?:init|check|setup|tail|produce|replay|top|snapshot|emulator)(?: [^`\\n]*)?)(?:`|$)");

    private static final Pattern STATEMENT = Pattern.compile("`((?:SELECT|ALTER) [^`]*;)`");

    private static final Pattern SQL_BLOCK = Pattern.compile("(?ms)^ *```sql\\n(.*?)^ *```$");

    static Stream<String> commands() throws IOException {
        try (Stream<Path> docs = Files.list(DOCS)) {
            return Stream.concat(docs, Stream.of(Path.of("..", "README.md")))
                    .filter(page -> page.toString().endsWith(".md"))
                    .flatMap(page -> COMMAND.matcher(read(page))
                            .results()
                            .map(match -> match.group(1).strip()))
                    .distinct()
                    .toList()
                    .stream();
        }
    }

    @Test
    void pagesHaveCommands() throws IOException {
        assertThat(commands()).hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void command_isUnderstood(String command) {
        String[] words =
                command.replaceAll(" [#<].*", "").replace("TABLE…", "a.b").split(" +", -1);

        assertThatCode(() -> Memphis.commandLine().parseArgs(onlyGiven(words)))
                .as(command)
                .doesNotThrowAnyException();
    }

    /** A page that speaks of a command names it without what it needs. */
    private static String[] onlyGiven(String[] words) {
        boolean needs = words.length == 1 && List.of("tail", "top", "produce").contains(words[0]);
        return needs ? new String[] {words[0], "x"} : words;
    }

    /** Statements of a page: alone in a code span, or in a block of SQL. */
    private static Stream<String> statements(String page, Pattern pattern) {
        return pattern.matcher(read(DOCS.resolve(page)))
                .results()
                .map(match -> match.group(1).strip());
    }

    @Test
    void statementsOfFaqAndSizing_run() throws Exception {
        List<String> statements = Stream.concat(statements("faq.md", STATEMENT), statements("sizing.md", SQL_BLOCK))
                .map(statement -> statement.replace("…", "New-Pass1!"))
                .toList();
        assertThat(statements).hasSizeGreaterThanOrEqualTo(6);

        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("wal_level", "logical")
                        .start();
                Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE cdc LOGIN");
            statement.execute("SELECT pg_create_logical_replication_slot('todo_cdc', 'pgoutput')");
            for (String sql : statements) {
                for (String one : sql.split(";\\s*")) {
                    assertThatCode(() -> statement.execute(one)).as(one).doesNotThrowAnyException();
                }
            }
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
