package dev.memphis.cli.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.Memphis;
import dev.memphis.cli.source.Connector;
import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class InitCommandTest {
    private static final String PASSWORD = "Cdc-Pass1!";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void forget() {
        System.clearProperty("MEMPHIS_PASSWORD");
        System.clearProperty("DATABASE_PASSWORD");
    }

    @Test
    void whatItWrites_passesTheCheck() throws Exception {
        System.setProperty("MEMPHIS_PASSWORD", PASSWORD);
        System.setProperty("DATABASE_PASSWORD", PASSWORD);
        try (MemphisEmulator emulator =
                        MemphisEmulator.start(EmulatorOptions.defaults().withUser("cdc", PASSWORD));
                EmbeddedPostgres database = EmbeddedPostgres.builder()
                        .setServerConfig("wal_level", "logical")
                        .start()) {
            sql(
                    database,
                    "CREATE ROLE cdc LOGIN REPLICATION PASSWORD '" + PASSWORD + "'",
                    "GRANT CREATE ON DATABASE postgres TO cdc",
                    "CREATE SCHEMA AUTHORIZATION cdc",
                    "CREATE TABLE cdc.orders (id int PRIMARY KEY)",
                    "ALTER TABLE cdc.orders OWNER TO cdc");
            int written = run(
                    "init",
                    "--no-questions",
                    "--source",
                    "postgresql",
                    "--host",
                    "127.0.0.1",
                    "--port",
                    String.valueOf(database.getPort()),
                    "--database",
                    "postgres",
                    "--tables",
                    "cdc\\.orders",
                    "--gateway",
                    emulator.gatewayUri().toString(),
                    "--directory",
                    directory.toString());
            assertThat(written).isZero();

            int checked = run(
                    "check",
                    "--config",
                    directory.resolve("application.properties").toString());

            assertThat(out.toString())
                    .contains("Tables     captured: cdc.orders")
                    .endsWith("All is well.\n");
            assertThat(checked).isZero();
        }
    }

    private static void sql(EmbeddedPostgres database, String... statements) throws Exception {
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static Stream<Arguments> everySourceAndForm() {
        return Stream.of(Connector.values())
                .filter(source -> source != Connector.OTHER)
                .flatMap(source -> Stream.of(Form.values()).map(form -> Arguments.of(source, form)));
    }

    @ParameterizedTest
    @MethodSource("everySourceAndForm")
    void everyProperty_isExplained(Connector source, Form form) throws IOException {
        assertThat(init(source, form)).isZero();

        for (Path file : files()) {
            if (!file.toString().endsWith(".json")) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    boolean property = lines.get(i).matches("[a-z][a-z0-9._]+=.*|      [a-z][a-z._]+: '.*");
                    if (property) {
                        assertThat(lines.get(i - 1)).as(lines.get(i)).matches(" *# .*");
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void nothingSecretAndNothingUnfilled_isWritten(Form form) throws IOException {
        init(Connector.POSTGRESQL, form);

        assertThat(files())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Files.readString(file))
                        .doesNotContain("=null", ": null", "'null'", "%s", "Optional"));
    }

    /** The REST API refuses a connector whose name differs from that in the URL. */
    @Test
    void commandsForConnect_putEachConnectorUnderItsOwnName() throws IOException {
        assertThat(init(Connector.POSTGRESQL, Form.CONNECT)).isZero();

        for (String file : List.of("source.json", "memphis-sink.json")) {
            Path config = directory.resolve(file);
            String name =
                    new ObjectMapper().readTree(config.toFile()).path("name").asText();
            assertThat(out.toString())
                    .contains("  curl -X PUT -H 'Content-Type: application/json' -d @" + config
                            + " http://localhost:8083/connectors/" + name + "/config\n");
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void everyCertificateOfSqlServer_isNotTrusted(Form form) throws IOException {
        init(Connector.SQLSERVER, form);

        assertThat(files()).allSatisfy(file -> assertThat(file).content().doesNotContain("trustServerCertificate"));
    }

    @Test
    void filesThatAreThere_stay() throws IOException {
        Path file = Files.writeString(directory.resolve("application.properties"), "mine\n");

        assertThat(init(Connector.MYSQL, Form.SERVER)).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("memphis init: " + file
                        + " is there already: --force writes over it, --directory takes another place\n");
        assertThat(file).hasContent("mine");

        assertThat(init(Connector.MYSQL, Form.SERVER, "--force")).isZero();
        assertThat(Files.readString(file)).contains("io.debezium.connector.mysql.MySqlConnector");
    }

    @Test
    void linkThatIsThere_isReplacedAndNotFollowed() throws IOException {
        Path mine = Files.writeString(directory.resolve("mine"), "mine\n");
        Path link = Files.createSymbolicLink(directory.resolve("application.properties"), mine);

        assertThat(init(Connector.MYSQL, Form.SERVER)).isEqualTo(1);
        assertThat(init(Connector.MYSQL, Form.SERVER, "--force")).isZero();

        assertThat(mine).hasContent("mine");
        assertThat(link)
                .isRegularFile()
                .satisfies(file -> assertThat(Files.isSymbolicLink(file)).isFalse());
    }

    @Test
    void fileThatPasswordsArePutInto_isItsOwnersAlone() throws IOException {
        init(Connector.POSTGRESQL, Form.KUBERNETES);

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("debezium-server.yaml"))))
                .isEqualTo("rw-------");
    }

    @Test
    void answersToQuestions_areTakenAndEmptyOnesMeanTheDefault() {
        String typed = "mariadb\nstore\ndb.example.org\n\n\nreader\nshop.a, shop.b\n\nmemphis-user\nall-events\n";
        Questions questions =
                new Questions(new PrintWriter(out), Optional.of(new BufferedReader(new StringReader(typed))));

        Plan plan = new InitCommand().plan(questions);

        assertThat(plan)
                .isEqualTo(new Plan(
                        Connector.MARIADB,
                        "store",
                        "db.example.org",
                        3306,
                        Optional.empty(),
                        "reader",
                        Optional.of("shop.a, shop.b"),
                        "http://localhost:4444",
                        "memphis-user",
                        Optional.of("all-events")));
        assertThat(out.toString())
                .contains("Source (postgresql, mysql, mariadb, sqlserver, oracle, mongodb): ")
                .contains("Port [3306]: ")
                .contains("Memphis REST gateway [http://localhost:4444]: ");
    }

    @Test
    void answerThatCannotBeTaken_isAskedForAgain() {
        String typed =
                "postgres\npostgresql\nmy shop\nstore\n\n70000\n5433\n\norders\n\n\nlocalhost:4444\n\nMe\nme\n\n";
        Questions questions =
                new Questions(new PrintWriter(out), Optional.of(new BufferedReader(new StringReader(typed))));

        Plan plan = new InitCommand().plan(questions);

        assertThat(plan.source()).isEqualTo(Connector.POSTGRESQL);
        assertThat(plan.prefix()).isEqualTo("store");
        assertThat(plan.port()).isEqualTo(5433);
        assertThat(plan.database()).contains("orders");
        assertThat(plan.user()).isEqualTo("me");
        assertThat(out.toString())
                .contains("  --source 'postgres' must be one of postgresql, mysql")
                .contains("  --port '70000' must be a number from 1 to 65535")
                .contains("  --database is missing: PostgreSQL wants the name of a database")
                .contains("  debezium.sink.memphis.url=localhost:4444: must start with http:// or https://")
                .contains("  debezium.sink.memphis.username=Me: ");
    }

    @Test
    void answersThatEnd_writeNothing() {
        Questions questions =
                new Questions(new PrintWriter(out), Optional.of(new BufferedReader(new StringReader("mysql\n"))));

        assertThatThrownBy(() -> new InitCommand().plan(questions))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("the answers ended before the last question; nothing is written");
    }

    private int init(Connector source, Form form, String... more) {
        String[] arguments = {
            "init",
            "--no-questions",
            "--source",
            source.name(),
            "--for",
            form.word(),
            "--database",
            "shop",
            "--tables",
            "shop.orders",
            "--station",
            "all-events",
            "--directory",
            directory.toString()
        };
        return run(Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new));
    }

    private int run(String... arguments) {
        CommandLine command = Memphis.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
