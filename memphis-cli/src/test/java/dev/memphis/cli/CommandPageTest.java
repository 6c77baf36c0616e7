package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of docs/memphis-command.md print what the page shows, on README's example. Those that need a running server
 * ({@code top}, {@code snapshot}), dead letters ({@code replay}) or that do not end ({@code emulator}) have tests of their own.
 */
class CommandPageTest {
    private static final Path PAGE = Path.of("..", "docs", "memphis-command.md");
    private static final String SCHEMA = """
            {"type":"object","properties":{"after":{"type":["object","null"],
             "properties":{"creation_date":{"type":"integer","minimum":0}}}}}
            """;
    private static final String BAD = "{\"op\":\"c\",\"after\":{\"item_id\":2,\"creation_date\":-1}}";
    private static final String ROW = "{\"item_id\":3,\"description\":\"Return \\\"milk\\\"\",\"completed\":%s}";

    @TempDir
    static Path folderOfTheDatabase;

    private static TodoExample database;

    @TempDir
    Path folder;

    private TodoExample example;

    @BeforeAll
    static void startDatabase() throws Exception {
        database = TodoExample.start(folderOfTheDatabase);
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        database.close();
    }

    @BeforeEach
    void start() throws Exception {
        example = database.another(folder);
        write("root-password", "memphis");
        write("todo_items.schema.json", SCHEMA);
        write("item.json", BAD);
    }

    @AfterEach
    void stop() throws Exception {
        example.close();
    }

    @Test
    void init_saysWhatComesNext() throws Exception {
        Run run = run("init", "--no-questions", "--directory", folder.toString());

        assertThat(run.out().replace(folder.toString(), ".").strip()).isEqualTo(shown("init"));
    }

    @Test
    void checkWithAWrongPasswordAndATableThatIsNotPublished_saysBoth() throws Exception {
        assertThat(run("setup").exitCode()).isZero();
        example.execute("CREATE TABLE todo_lists (list_id int PRIMARY KEY); GRANT SELECT ON todo_lists TO cdc");
        example.configure(
                "table.include.list=public.todo_items", "table.include.list=public.todo_items,public.todo_lists");
        example.configure("password=Todo-Cdc-1!", "password=Todo-Cdc-2!");

        Run run = run("check");
        example.execute("DROP TABLE todo_lists");

        assertThat(seen(run)).isEqualTo(shown("check"));
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void setup_saysWhatItCreates() throws Exception {
        assertThat(seen(run("setup"))).isEqualTo(shown("setup"));
    }

    @Test
    void sampleThatBreaksItsSchema_isReportedInTheGatewaysWords() throws Exception {
        assertThat(run("check --schema").out()).contains(shown("check --schema"));
    }

    @Test
    void schema_isCreatedAndAttachedAndRefusesALine() throws Exception {
        write(
                "items.jsonl",
                IntStream.of(1, -1, 3)
                        .mapToObj(date -> BAD.replace("-1", String.valueOf(date)))
                        .collect(Collectors.joining("\n")));
        assertThat(run("setup").exitCode()).isZero();

        assertThat(run("setup --schema").out()).endsWith(shown("setup --schema").replace("…\n", "") + "\n");
        Run produced = run("produce");

        assertThat(produced.err() + produced.out()).isEqualTo(shown("produce") + "\n");
    }

    @Test
    void tail_printsChangesAsThePageDoes() throws Exception {
        assertThat(run("setup").exitCode()).isZero();
        String milk = ROW.formatted("false");
        String returned = ROW.formatted("true");
        write(
                "changes.jsonl",
                change(0, "null", milk, "c")
                        + change(1, milk, returned, "u")
                        + change(2, "{\"item_id\":3}", "null", "d"));
        assertThat(new TypedCommand("memphis produce todo-cdc-events < changes.jsonl", example)
                        .run()
                        .exitCode())
                .isZero();

        assertThat(run("tail").out()).isEqualTo(shown("tail") + "\n");
    }

    private static String change(int second, String before, String after, String operation) {
        long time =
                Instant.parse("2026-11-24T16:00:00.123Z").plusSeconds(second).toEpochMilli();
        return "{\"before\":%s,\"after\":%s,\"source\":{\"schema\":\"public\",\"table\":\"todo_items\",\"ts_ms\":%d},\"op\":\"%s\"}\n"
                .formatted(before, after, time, operation);
    }

    private Run run(String beginning, String... more) throws Exception {
        return new TypedCommand(block(beginning).group("command"), example).run(more);
    }

    private static String shown(String beginning) throws Exception {
        return steady(block(beginning).group("output")).strip();
    }

    /** The first block of the page whose command begins with these words. */
    private static Matcher block(String beginning) throws Exception {
        Matcher block = Pattern.compile("(?s)```\n(?<command>\\$ memphis " + Pattern.quote(beginning)
                        + " [^\n]*)\n(?<output>.*?)(?=\n\\$ |\n```)")
                .matcher(Files.readString(PAGE));
        assertThat(block.find()).as(beginning).isTrue();
        return block;
    }

    private String seen(Run run) {
        return steady(example.asOnThePage(run.out())).strip();
    }

    /** Leaves out what differs from run to run. */
    private static String steady(String output) {
        return output.replaceAll("\\d+ ms", "N ms").replaceAll("PostgreSQL [0-9.]+", "PostgreSQL N");
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }
}
