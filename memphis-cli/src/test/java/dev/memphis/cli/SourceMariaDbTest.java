package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memphis.testbed.database.MariaDb;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code memphis check} tells of a real MariaDB, where one is installed. */
class SourceMariaDbTest {
    private static final String LITTLE_PASSWORD = "Little-Pass1!";

    @TempDir
    static Path folder;

    private static MariaDb server;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws IOException, InterruptedException, SQLException {
        assumeTrue(MariaDb.isInstalled(), "MariaDB is not installed");
        server = MariaDb.start(folder);
        server.execute(
                "",
                "CREATE DATABASE shop",
                "CREATE TABLE shop.orders (id int PRIMARY KEY)",
                "CREATE TABLE shop.items (id int PRIMARY KEY)",
                "CREATE USER little@'%' IDENTIFIED BY '" + LITTLE_PASSWORD + "'",
                "GRANT SELECT ON shop.* TO little@'%'");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void asItShouldBe() throws SQLException {
        server.execute(
                "",
                "SET GLOBAL binlog_format = 'ROW'",
                "SET GLOBAL binlog_row_image = 'FULL'",
                "SET GLOBAL expire_logs_days = 0");
    }

    @Test
    void everythingThere_ticksEveryStep() throws IOException {
        Run run = check();

        assertThat(run.out())
                .contains("Database   as cdc: MariaDB")
                .contains("Log        the binary log is on, row by row, with whole rows")
                .contains("Server id  5702; the database's own is 1")
                .contains("Rights     user cdc has what the connector needs")
                .contains("Tables     captured: shop.items, shop.orders")
                .containsPattern("History +\\S+/data/history.dat is not there yet and can be made")
                .contains("Station    shop.shop.items", "Station    shop.shop.orders", "Station    shop\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "binlog_format = 'STATEMENT'  | Log        binlog_format is STATEMENT, and must be ROW | binlog_format = ROW",
                "binlog_row_image = 'MINIMAL' | Log        binlog_row_image is MINIMAL, and must be FULL | binlog_row_image = FULL",
                "expire_logs_days = 0.02      | Log        the database keeps its log for 29 min | binlog_expire_logs_seconds",
            })
    void wrongLog_isToldWithWhatToDo(String set, String line, String advice) throws Exception {
        server.execute("", "SET GLOBAL " + set);

        assertThat(check().out()).contains(line, advice);
    }

    @Test
    void userWithFewRights_isTold() throws IOException {
        Run run = check("debezium.source.database.user=little", "debezium.source.database.password=" + LITTLE_PASSWORD);

        assertThat(run.out())
                .contains(
                        "Rights     user little has not been given RELOAD, SHOW DATABASES, REPLICATION SLAVE, BINLOG MONITOR"
                                + " ON *.*")
                .contains("GRANT RELOAD, SHOW DATABASES, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO little;")
                .contains("Tables     captured: shop.items, shop.orders")
                .doesNotContain(LITTLE_PASSWORD);
    }

    @Test
    void wrongPassword_isToldWithoutIt() throws IOException {
        assertThat(check("debezium.source.database.password=Wrong-Pass1!").out())
                .containsPattern("Database +as cdc: .*Access denied for user 'cdc'@")
                .contains("What to do: check debezium.source.database.user and .password")
                .doesNotContain("Wrong-Pass1!");
    }

    @Test
    void serverIdOfTheDatabaseItself_isRefused() throws IOException {
        assertThat(check("debezium.source.database.server.id=1").out())
                .contains("Server id  debezium.source.database.server.id=1 is the database's own");
    }

    @Test
    void offsetsWithoutHistory_areTold() throws IOException {
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/offsets.dat"), "x");

        assertThat(check().out())
                .contains("History    there are offsets, and no history of the tables in")
                .contains("debezium.source.snapshot.mode=recovery");
    }

    @Test
    void tableNamedAsThePrefixAlone_meetsTheStatements() throws Exception {
        assertThat(check(
                                "debezium.source.topic.prefix=shop.shop.orders",
                                "debezium.sink.memphis.receipt.station=shop.shop.orders")
                        .out())
                .contains(
                        "Names      debezium.source.include.schema.changes: topic 'shop.shop.orders' would fall into station"
                                + " 'shop.shop.orders', which is that of debezium.sink.memphis.receipt.station");
    }

    private Run check(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("check", "--no-log-in", "--config"));
        arguments.add(Properties.file(
                directory,
                URI.create("http://127.0.0.1:1"),
                "debezium.source.table.include.list=",
                "debezium.source.connector.class=io.debezium.connector.mariadb.MariaDbConnector",
                "debezium.source.database.hostname=127.0.0.1",
                "debezium.source.database.port=" + server.port(),
                "debezium.source.database.user=" + MariaDb.USER,
                "debezium.source.database.password=" + MariaDb.PASSWORD,
                "debezium.source.database.server.id=5702",
                "debezium.source.database.include.list=shop",
                "debezium.source.schema.history.internal=io.debezium.storage.file.history.FileSchemaHistory",
                "debezium.source.schema.history.internal.file.filename=" + directory + "/data/history.dat",
                "debezium.source.offset.storage=io.debezium.server.memphis.offsets.DurableFileOffsetBackingStore",
                "debezium.source.offset.storage.file.filename=" + directory + "/data/offsets.dat"));
        for (String option : options) {
            arguments.addAll(List.of("--set", option));
        }
        return Run.memphis(arguments.toArray(String[]::new));
    }
}
