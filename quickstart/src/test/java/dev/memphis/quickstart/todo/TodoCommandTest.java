package dev.memphis.quickstart.todo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.testbed.database.Postgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The generator as a program: what it inserts, and what it says of wrong options. */
class TodoCommandTest {
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            --items=3                                             | --url
            --url=jdbc:mysql://localhost/x                        | jdbc:postgresql://localhost:5432/todo_application
            --url=jdbc:postgresql://127.0.0.1:1/x --items=-1      | --items
            --url=jdbc:postgresql://127.0.0.1:1/x --items=many    | 'many' is not an int
            """)
    void wrongOption_isOneLineAndExitCode2(String line, String told) {
        int code = execute(line.split(" +"));

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("todo-generator: ")
                .contains(told);
    }

    @Test
    void databaseThatIsNotThere_isOneLineAndExitCode1() {
        int code = execute("--url=jdbc:postgresql://127.0.0.1:1/x");

        assertThat(code).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains("127.0.0.1:1");
    }

    @Test
    void missingTable_isCreatedAndFilled_andFilledOnNextTime() throws Exception {
        try (Postgres postgres = Postgres.start(folder.resolve("postgres"), Optional.empty())) {
            postgres.createDatabase("todo");
            String url = "--url=jdbc:postgresql://127.0.0.1:" + postgres.port() + "/todo";

            assertThat(executeWith(postgres.password(), url, "--interval-ms=0", "--items=3"))
                    .isZero();
            assertThat(executeWith(postgres.password(), url, "--interval-ms=0", "--items=2"))
                    .isZero();

            assertThat(new TodoTable(postgres.database("todo")).all()).hasSize(5);
        }
    }

    @Test
    void badItems_areEvenlySpreadAndBreakTheSchemaByTurns() throws Exception {
        try (Postgres postgres = Postgres.start(folder.resolve("postgres"), Optional.empty())) {
            postgres.createDatabase("todo");
            postgres.execute("todo", TodoTable.CREATE);
            TodoTable table = new TodoTable(postgres.database("todo"));

            new TodoGenerator(table, new Random(1), Clock.systemUTC(), 25).run(8, Duration.ZERO);

            assertThat(table.all())
                    .filteredOn(item -> item.description() == null)
                    .extracting(TodoItem::id)
                    .containsExactly(4);
            assertThat(table.all())
                    .filteredOn(item -> item.creationDate().getYear() < 1970)
                    .extracting(TodoItem::id)
                    .containsExactly(8);
        }
    }

    private int execute(String... arguments) {
        return executeWith(null, arguments);
    }

    private int executeWith(String password, String... arguments) {
        return TodoCommand.execute(new PrintStream(errors, true, StandardCharsets.UTF_8), password, arguments);
    }
}
