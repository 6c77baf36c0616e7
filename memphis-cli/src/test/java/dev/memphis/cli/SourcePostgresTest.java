package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code memphis check} tells of a real PostgreSQL. Each test has a database of its own. */
class SourcePostgresTest {
    /** Nobody listens on port 1: the gateway is not what this is about. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private static final String PASSWORD = "Reader-Pass1!";

    private static EmbeddedPostgres server;
    private static int databases;

    @TempDir
    Path directory;

    private String database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .setServerConfig("max_replication_slots", "4")
                .start();
        sql(
                "postgres",
                "CREATE ROLE cdc LOGIN REPLICATION PASSWORD '" + PASSWORD + "'",
                "CREATE ROLE reader LOGIN PASSWORD '" + PASSWORD + "'");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void makeDatabase() throws SQLException {
        if (database != null) {
            return;
        }
        database = "db" + ++databases;
        sql("postgres", "CREATE DATABASE " + database);
        sql(
                database,
                "CREATE TABLE orders (id int PRIMARY KEY, status text)",
                "CREATE TABLE items (id int PRIMARY KEY)",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO cdc");
    }

    @Test
    void everythingThere_ticksEveryStep() throws Exception {
        sql(database, "CREATE PUBLICATION dbz_publication FOR ALL TABLES");
        slot("everything", "pgoutput");

        Run run = check(
                "debezium.source.slot.name=everything",
                "debezium.source.heartbeat.interval.ms=60000",
                "debezium.source.heartbeat.action.query=UPDATE orders SET status = status WHERE id = 0");

        assertThat(run.out())
                .contains("Database   as cdc: PostgreSQL 17")
                .contains("Log        wal_level is logical")
                .contains("Rights     user cdc may replicate")
                .containsPattern("Slot +everything keeps [0-9.]+ (bytes|KiB|MiB) of the log \\(wal_status reserved\\)")
                .contains("Tables     captured: public.items, public.orders")
                .contains("Published  publication dbz_publication has the captured tables")
                .contains("Identity   rows are identified by their keys; 0 of 2 tables with the whole old row")
                .contains("Heartbeat  on: the slot moves")
                .containsPattern("Offsets +\\S+/data/offsets.dat is not there yet and can be made; so can its folder")
                .contains("Station    shop.public.items")
                .doesNotContain("What to do: check debezium.source");
    }

    /** What is done to the database, what is configured, and the lines that are then seen. */
    private record Row(String done, List<String> options, String... lines) {
        @Override
        public String toString() {
            return done + " " + options;
        }
    }

    static List<Row> rows() {
        return List.of(
                new Row(
                        "",
                        List.of("debezium.source.database.user=reader"),
                        "Rights     user reader may not replicate",
                        "What to do: ALTER ROLE reader REPLICATION; (on Amazon RDS: GRANT rds_replication TO reader;)",
                        "Rights     user reader may not read public.items, public.orders: the snapshot would fail",
                        "What to do: GRANT USAGE ON SCHEMA public TO reader; GRANT SELECT ON public.items TO reader;"),
                new Row(
                        "",
                        List.of("debezium.source.database.dbname=absent"),
                        "Database   as cdc: FATAL: database \"absent\" does not exist",
                        "What to do: check debezium.source.database.dbname"),
                new Row(
                        "",
                        List.of("debezium.source.database.user=nobody"),
                        "Database   as nobody: FATAL: role \"nobody\" does not exist",
                        "What to do: check debezium.source.database.user and .password"),
                new Row(
                        "",
                        List.of(),
                        "Slot       debezium is not there yet; the server makes it at its first start",
                        "Published  publication dbz_publication is not there, and only a superuser may make one for all tables",
                        "What to do: CREATE PUBLICATION dbz_publication FOR TABLE public.items, public.orders; as the tables'"),
                new Row(
                        "",
                        List.of("debezium.source.publication.autocreate.mode=disabled"),
                        "Published  publication dbz_publication is not there, and the server does not make it"),
                new Row(
                        "GRANT CREATE ON DATABASE {db} TO cdc",
                        List.of("debezium.source.publication.autocreate.mode=filtered"),
                        "only the owner of public.items, public.orders may make it"),
                new Row(
                        "GRANT CREATE ON DATABASE {db} TO cdc; ALTER TABLE items OWNER TO cdc; ALTER TABLE orders OWNER TO cdc",
                        List.of("debezium.source.publication.autocreate.mode=filtered"),
                        "Published  publication dbz_publication is not there yet; the server makes it at its first start"),
                new Row(
                        "CREATE PUBLICATION mine FOR TABLE orders",
                        List.of("debezium.source.publication.name=mine"),
                        "Published  publication mine lacks public.items: no change of theirs would come",
                        "What to do: ALTER PUBLICATION mine ADD TABLE public.items;"),
                new Row(
                        "CREATE PUBLICATION mine FOR ALL TABLES WITH (publish = 'insert, update')",
                        List.of("debezium.source.publication.name=mine"),
                        "Published  publication mine leaves out every delete, truncate"),
                new Row(
                        "CREATE TABLE log (line text)",
                        List.of(),
                        "Identity   public.log has no REPLICA IDENTITY",
                        "What to do: give it a primary key, or ALTER TABLE public.log REPLICA IDENTITY FULL;"),
                new Row(
                        "ALTER TABLE orders REPLICA IDENTITY NOTHING",
                        List.of(),
                        "Identity   public.orders has no REPLICA IDENTITY"),
                new Row(
                        "ALTER TABLE orders REPLICA IDENTITY FULL; DROP TABLE items",
                        List.of(),
                        "Identity   FULL: updates and deletes carry the whole old row"),
                new Row(
                        "CREATE UNLOGGED TABLE fast (id int PRIMARY KEY)",
                        List.of(),
                        "Tables     public.fast is unlogged: changes are in no log and reach nobody",
                        "What to do: ALTER TABLE public.fast SET LOGGED;"),
                new Row(
                        "",
                        List.of("debezium.source.table.include.list=public.odrers,public.items"),
                        "Tables     debezium.source.table.include.list: no table of the database matches 'public.odrers'",
                        "Tables     captured: public.items"),
                new Row(
                        "",
                        List.of("debezium.source.table.include.list=nothing"),
                        "Tables     no table is captured; the user sees public.items, public.orders"),
                new Row(
                        "",
                        List.of("debezium.source.table.include.list=public.(orders"),
                        "Tables     debezium.source.table.include.list: 'public.(orders' is no regular expression: unclosed"
                                + " group"),
                new Row("", List.of("debezium.source.schema.exclude.list=public"), "Tables     no table is captured"),
                new Row(
                        "CREATE TABLE \"Orders\" (id int PRIMARY KEY)",
                        List.of(),
                        "Names      table public.orders: topics 'shop.public.Orders' and 'shop.public.orders' would both fall"
                                + " into station 'shop.public.orders'"),
                new Row(
                        "CREATE TABLE \"a$b\" (id int PRIMARY KEY); CREATE TABLE a_b (id int PRIMARY KEY)",
                        List.of(),
                        "tables 'public.a$b' and 'public.a_b' would share topic 'shop.public.a_b'; set"
                                + " debezium.source.topic.naming.strategy="),
                new Row(
                        "",
                        List.of(
                                "debezium.sink.memphis.receipt.station=shop.public.items",
                                "debezium.source.table.include.list=public.*"),
                        "Names      table public.items: topic 'shop.public.items' would fall into station 'shop.public.items',"
                                + " which is that of debezium.sink.memphis.receipt.station; name another there"),
                new Row(
                        "",
                        List.of("debezium.source.table.include.list=public.orders"),
                        "Heartbeat  off: while the captured tables are quiet, the slot keeps the log of other databases",
                        "What to do: set debezium.source.heartbeat.interval.ms=60000 and"
                                + " debezium.source.heartbeat.action.query"),
                new Row(
                        "",
                        List.of("debezium.source.heartbeat.interval.ms=60000"),
                        "Heartbeat  on, but without a query: while only other databases"),
                new Row(
                        "",
                        List.of("debezium.source.database.user="),
                        "Database   debezium.source.database.user is missing"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatIsWrong_isToldWithWhatToDo(Row row) throws Exception {
        for (String statement : row.done().replace("{db}", database).split(";", -1)) {
            if (!statement.isBlank()) {
                sql(database, statement);
            }
        }

        Run run = check(row.options().toArray(String[]::new));

        assertThat(run.out()).contains(row.lines());
        assertThat(run.err()).isEmpty();
    }

    @Test
    void partitions_arePublishedByTheirRoot() throws Exception {
        sql(
                database,
                "CREATE TABLE events (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day)",
                "CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO cdc",
                "CREATE PUBLICATION rooted FOR ALL TABLES WITH (publish_via_partition_root)");

        Run run = check("debezium.source.publication.name=rooted");

        assertThat(run.out()).contains("Published  publication rooted has the captured tables");
    }

    @Test
    void slotOfAnotherPluginOrDatabase_isNotOurs() throws Exception {
        slot("testing", "test_decoding");

        assertThat(check("debezium.source.slot.name=testing").out())
                .contains(
                        "Slot       testing is logical with plugin 'test_decoding', and must be logical with 'pgoutput'");

        String first = database;
        database = null;
        makeDatabase();
        assertThat(check("debezium.source.slot.name=testing", "debezium.source.plugin.name=test_decoding")
                        .out())
                .contains("Slot       testing belongs to database " + first);
    }

    @Test
    void noSlotLeft_isTold() throws Exception {
        List<String> made = new ArrayList<>();
        try {
            while (slotsUsed() < 4) {
                made.add("filler" + made.size());
                slot(made.getLast(), "pgoutput");
            }

            assertThat(check().out()).contains("Slot       debezium is not there, and all 4 slots are taken");
        } finally {
            for (String name : made) {
                sql(database, "SELECT pg_drop_replication_slot('" + name + "')");
            }
        }
    }

    @Test
    void offsetsWithoutTheSlot_areALoss() throws Exception {
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/offsets.dat"), "x");

        assertThat(check().out())
                .contains(
                        "Slot       debezium is not there, but offsets are: what changed after them is in no log any more")
                .containsPattern("Offsets +\\S+/data/offsets.dat can be read and written");
    }

    @Test
    void slotInUse_tellsByWhom() throws Exception {
        slot("busy", "test_decoding");
        try (Follower ignored = Follower.of(server.getPort(), database, "busy")) {
            assertThat(check(
                                    "debezium.source.slot.name=busy",
                                    "debezium.source.plugin.name=test_decoding",
                                    "debezium.source.database.user=postgres")
                            .out())
                    .containsPattern("Slot +busy is in use by process \\d+: 'the follower' from 127\\.0\\.0\\.1")
                    .contains("a second one cannot share the slot (debezium.source.slot.name)");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{dir}/folder         | {dir}/folder is a folder",
                "{dir}/file/offsets   | {dir}/file/offsets cannot be made: {dir}/file is no folder",
                "''                   | debezium.source.offset.storage.file.filename is missing"
            })
    void unusableOffsetsFile_isTold(String file, String line) throws Exception {
        Files.createDirectories(directory.resolve("folder"));
        Files.writeString(directory.resolve("file"), "");

        Run run = check("debezium.source.offset.storage.file.filename=" + in(file));

        assertThat(run.out()).contains("Offsets    " + in(line));
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void stockStore_isWarnedOf() throws Exception {
        assertThat(check("debezium.source.offset.storage=org.apache.kafka.connect.storage.FileOffsetBackingStore")
                        .out())
                .contains("Offsets    the stock store writes its file in place")
                .contains("DurableFileOffsetBackingStore");
    }

    @Test
    void noDatabase_doesNotLogIn() throws Exception {
        Run run = check("debezium.source.database.user=nobody", "--no-database");

        assertThat(run.out())
                .contains("Database   not looked into (--no-database)")
                .doesNotContain("nobody");
    }

    @Test
    void checkLeavesTheDatabaseAsItWas() throws Exception {
        int before = slotsUsed();

        check();

        assertThat(slotsUsed()).isEqualTo(before);
    }

    private String in(String text) {
        return text.replace("{dir}", directory.toString());
    }

    private static int slotsUsed() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                var result = statement.executeQuery("SELECT count(*) FROM pg_replication_slots")) {
            result.next();
            return result.getInt(1);
        }
    }

    private void slot(String name, String plugin) throws SQLException {
        sql(database, "SELECT pg_create_logical_replication_slot('" + name + "', '" + plugin + "')");
    }

    private static void sql(String database, String... statements) throws SQLException {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Run check(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("check", "--no-log-in", "--config"));
        arguments.add(Properties.file(
                directory,
                NOWHERE,
                "debezium.source.table.include.list=",
                "debezium.source.connector.class=io.debezium.connector.postgresql.PostgresConnector",
                "debezium.source.plugin.name=pgoutput",
                "debezium.source.database.hostname=127.0.0.1",
                "debezium.source.database.port=" + server.getPort(),
                "debezium.source.database.user=cdc",
                "debezium.source.database.password=" + PASSWORD,
                "debezium.source.database.dbname=" + database,
                "debezium.source.offset.storage=io.debezium.server.memphis.offsets.DurableFileOffsetBackingStore",
                "debezium.source.offset.storage.file.filename=" + directory + "/data/offsets.dat"));
        for (String option : options) {
            if (option.startsWith("--")) {
                arguments.add(option);
            } else {
                arguments.addAll(List.of("--set", option));
            }
        }
        return Run.memphis(arguments.toArray(String[]::new));
    }
}
