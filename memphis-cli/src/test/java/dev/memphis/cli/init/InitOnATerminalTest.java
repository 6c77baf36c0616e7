package dev.memphis.cli.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memphis.cli.Memphis;
import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command as a process of its own on a terminal, made by util-linux' script(1): questions are read, answers typed. */
class InitOnATerminalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "Cdc-Pass1!";
    private static final String END_OF_INPUT = "\u0004";

    @TempDir
    Path folder;

    private Process process;
    /** How much of the screen has been looked at. */
    private int seen;

    @BeforeAll
    static void onlyWithScript() throws Exception {
        Process version;
        try {
            version = new ProcessBuilder("script", "--version")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "script(1) is not installed: skipped");
            return;
        }
        String said = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(said.contains("util-linux"), "this script(1) takes no command: skipped");
    }

    @AfterEach
    void end() {
        System.clearProperty("MEMPHIS_PASSWORD");
        System.clearProperty("DATABASE_PASSWORD");
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void whatIsTyped_becomesAConfigurationThatPassesTheCheck() throws Exception {
        try (MemphisEmulator emulator =
                        MemphisEmulator.start(EmulatorOptions.defaults().withUser("cdc", PASSWORD));
                EmbeddedPostgres database = EmbeddedPostgres.builder()
                        .setServerConfig("wal_level", "logical")
                        .start()) {
            prepare(database);
            start();

            answer("Source (postgresql, mysql, mariadb, sqlserver, oracle, mongodb): ", "postgres");
            sees("  --source 'postgres' must be one of postgresql, mysql");
            answer("Source (postgresql, mysql, mariadb, sqlserver, oracle, mongodb): ", "postgresql");
            answer("Name of the pipeline (topic.prefix) [shop]: ", "");
            answer("Host of the database [localhost]: ", "127.0.0.1");
            answer("Port [5432]: ", String.valueOf(database.getPort()));
            answer("Database: ", "postgres");
            answer("User of the database [cdc]: ", "");
            answer("Tables, separated by commas (empty: all): ", "cdc\\.orders");
            answer(
                    "Memphis REST gateway [http://localhost:4444]: ",
                    emulator.gatewayUri().toString());
            answer("Memphis user [cdc]: ", "");
            answer("One station for all (empty: one for each table): ", "");
            sees("Wrote ./application.properties");
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(screen()).isZero();

            assertThat(check()).contains("Tables     captured: cdc.orders").endsWith("All is well.\n");
        }
    }

    @Test
    void endOfInput_writesNothing() throws Exception {
        start();

        answer("Source (postgresql, mysql, mariadb, sqlserver, oracle, mongodb): ", "mysql");
        sees("Name of the pipeline (topic.prefix) [shop]: ");
        type(END_OF_INPUT);

        sees("memphis init: the answers ended before the last question; nothing is written");
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(folder.resolve("application.properties")).doesNotExist();
    }

    private void start() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                        "script",
                        "--quiet",
                        "--return",
                        "--command",
                        "exec '" + java + "' dev.memphis.cli.Memphis init",
                        "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("screen").toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("LANG", "C.UTF-8");
        process = builder.start();
    }

    /** Waits for a question and answers it, with Enter. */
    private void answer(String question, String answer) throws IOException {
        sees(question);
        type(answer + "\n");
    }

    private void type(String text) throws IOException {
        OutputStream keyboard = process.getOutputStream();
        keyboard.write(text.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    private void sees(String text) throws IOException {
        await(text).atMost(PATIENCE).until(() -> screen().indexOf(text, seen) >= 0);
        seen = screen().indexOf(text, seen) + text.length();
    }

    private String screen() throws IOException {
        return Files.readString(folder.resolve("screen")).replace("\r", "");
    }

    private String check() {
        System.setProperty("MEMPHIS_PASSWORD", PASSWORD);
        System.setProperty("DATABASE_PASSWORD", PASSWORD);
        StringWriter out = new StringWriter();
        CommandLine command = Memphis.commandLine().setOut(new PrintWriter(out, true));
        command.execute(
                "check", "--config", folder.resolve("application.properties").toString());
        return out.toString();
    }

    private static void prepare(EmbeddedPostgres database) throws Exception {
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE cdc LOGIN REPLICATION PASSWORD '" + PASSWORD + "'");
            statement.execute("GRANT CREATE ON DATABASE postgres TO cdc");
            statement.execute("CREATE SCHEMA AUTHORIZATION cdc");
            statement.execute("CREATE TABLE cdc.orders (id int PRIMARY KEY)");
            statement.execute("ALTER TABLE cdc.orders OWNER TO cdc");
        }
    }
}
