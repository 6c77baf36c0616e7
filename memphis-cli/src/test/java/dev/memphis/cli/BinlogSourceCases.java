package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.testbed.database.BinlogDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code memphis check} tells of a real database of MySQL's family, where one is installed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BinlogSourceCases {
    private static final String LITTLE_PASSWORD = "Little-Pass1!";

    @TempDir
    static Path folder;

    private BinlogDatabase server;

    @TempDir
    Path directory;

    /** Starts the database. */
    abstract BinlogDatabase startServer(Path folder) throws IOException, InterruptedException;

    /** Returns the connector's class. */
    abstract String connector();

    /** Returns how the check calls the database. */
    abstract String title();

    /** Returns the right to ask for the log's place. */
    abstract String rightToTheLog();

    /** Returns statements that make the log as it should be. */
    abstract String[] goodLog();

    /** Returns settings, what the check says of each, and what it advises. */
    abstract Stream<Arguments> wrongLogs();

    @BeforeAll
    void start() throws IOException, InterruptedException, SQLException {
        server = startServer(folder);
        server.execute(
                "",
                "CREATE DATABASE shop",
                "CREATE TABLE shop.orders (id int PRIMARY KEY)",
                "CREATE TABLE shop.items (id int PRIMARY KEY)",
                "CREATE USER little@'%' IDENTIFIED BY '" + LITTLE_PASSWORD + "'",
                "GRANT SELECT ON shop.* TO little@'%'");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void asItShouldBe() throws SQLException {
        server.execute("", goodLog());
    }

    @Test
    void everythingThere_ticksEveryStep() throws IOException {
        Run run = check();

        assertThat(run.out())
                .contains("Database   as cdc: " + title())
                .contains("Log        the binary log is on, row by row, with whole rows")
                .contains("Server id  5702; the database's own is 1")
                .contains("Rights     user cdc has what the connector needs")
                .contains("Tables     captured: shop.items, shop.orders")
                .containsPattern("History +\\S+/data/history.dat is not there yet and can be made")
                .contains("Station    shop.shop.items", "Station    shop.shop.orders", "Station    shop\n");
    }

    @ParameterizedTest
    @MethodSource("wrongLogs")
    void wrongLog_isToldWithWhatToDo(String set, String line, String advice) throws Exception {
        server.execute("", "SET GLOBAL " + set);

        assertThat(check().out()).contains(line, advice);
    }

    @Test
    void userWithFewRights_isTold() throws IOException {
        Run run = check("debezium.source.database.user=little", "debezium.source.database.password=" + LITTLE_PASSWORD);

        assertThat(run.out())
                .contains("Rights     user little has not been given RELOAD, SHOW DATABASES, REPLICATION SLAVE, "
                        + rightToTheLog() + " ON *.*")
                .contains("GRANT RELOAD, SHOW DATABASES, REPLICATION SLAVE, " + rightToTheLog() + " ON *.* TO little;")
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
                "debezium.source.connector.class=" + connector(),
                "debezium.source.database.hostname=127.0.0.1",
                "debezium.source.database.port=" + server.port(),
                "debezium.source.database.user=" + BinlogDatabase.USER,
                "debezium.source.database.password=" + BinlogDatabase.PASSWORD,
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
