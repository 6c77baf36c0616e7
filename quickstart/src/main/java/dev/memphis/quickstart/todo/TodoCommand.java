package dev.memphis.quickstart.todo;

import dev.memphis.emulator.UsageMessage;
import dev.memphis.quickstart.ShownUrl;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The todo application as a program of its own, for the compose files. Exit codes: 0 all inserted, 1 the database failed,
 * 2 wrong options.
 */
@Command(
        name = "todo-generator",
        sortOptions = false,
        description = "Creates the table todo_items where it is missing, and inserts an item every so often.")
public final class TodoCommand implements Callable<Integer> {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:TODO_JDBC_URL}",
            required = true,
            description = "The database, such as jdbc:postgresql://localhost:5432/todo_application; or TODO_JDBC_URL.")
    private String url;

    @Option(
            names = "--user",
            defaultValue = "${env:TODO_USER:-postgres}",
            description = "Or TODO_USER (default: postgres). TODO_PASSWORD in the environment is the password.")
    private String user;

    @Option(
            names = "--interval-ms",
            paramLabel = "MS",
            defaultValue = "${env:TODO_INTERVAL_MS:-1000}",
            description = "Time between two items; or TODO_INTERVAL_MS (default: 1000).")
    private long intervalMillis;

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "${env:TODO_ITEMS:-0}",
            description = "How many, 0 for no end; or TODO_ITEMS (default: 0).")
    private int items;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    private boolean help;

    private final @Nullable String password;

    /** @param password from the environment: no option, for others on the machine could read it */
    private TodoCommand(@Nullable String password) {
        this.password = password;
    }

    /** Ends the process with the exit code. */
    public static void main(String[] arguments) {
        System.exit(execute(System.err, System.getenv("TODO_PASSWORD"), arguments));
    }

    /** Runs the command; what goes wrong is told on {@code errors} in one line. Returns the exit code. */
    static int execute(PrintStream errors, @Nullable String password, String... arguments) {
        CommandLine command = new CommandLine(new TodoCommand(password));
        command.setExecutionExceptionHandler((e, line, result) -> {
            errors.println("todo-generator: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        command.setParameterExceptionHandler((e, line) -> {
            errors.println("todo-generator: " + UsageMessage.of(e) + "; --help shows what there is");
            return CommandLine.ExitCode.USAGE;
        });
        return command.execute(arguments);
    }

    @Override
    public Integer call() throws SQLException, InterruptedException {
        PGSimpleDataSource database = database();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TodoTable.CREATE);
        }
        System.out.println(
                "Inserting into todo_items of " + url.replaceAll("[?].*", "") + " every " + intervalMillis + " ms");
        new TodoGenerator(new TodoTable(database), RandomGenerator.getDefault(), Clock.systemDefaultZone())
                .run(items, Duration.ofMillis(intervalMillis));
        return CommandLine.ExitCode.OK;
    }

    private PGSimpleDataSource database() {
        if (intervalMillis < 0 || items < 0) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "--interval-ms and --items cannot be negative");
        }
        PGSimpleDataSource database = new PGSimpleDataSource();
        try {
            database.setUrl(url);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this),
                    "--url=" + ShownUrl.of(url)
                            + " must be a URL such as jdbc:postgresql://localhost:5432/todo_application",
                    e);
        }
        database.setUser(user);
        database.setPassword(password);
        return database;
    }
}
