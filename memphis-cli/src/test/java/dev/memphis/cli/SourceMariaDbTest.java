package dev.memphis.cli;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.memphis.testbed.database.BinlogDatabase;
import dev.memphis.testbed.database.MariaDb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.provider.Arguments;

@EnabledIf(
        value = "dev.memphis.testbed.database.MariaDb#isInstalled",
        disabledReason =
                "MariaDB's server is not installed (Debian: apt-get install mariadb-server-core mariadb-client-core)")
class SourceMariaDbTest extends BinlogSourceCases {
    @Override
    BinlogDatabase startServer(Path folder) throws IOException, InterruptedException {
        return MariaDb.start(folder);
    }

    @Override
    String connector() {
        return "io.debezium.connector.mariadb.MariaDbConnector";
    }

    @Override
    String title() {
        return "MariaDB";
    }

    @Override
    String rightToTheLog() {
        return "BINLOG MONITOR";
    }

    @Override
    String[] goodLog() {
        return new String[] {
            "SET GLOBAL binlog_format = 'ROW'",
            "SET GLOBAL binlog_row_image = 'FULL'",
            "SET GLOBAL expire_logs_days = 0"
        };
    }

    @Override
    Stream<Arguments> wrongLogs() {
        return Stream.of(
                arguments(
                        "binlog_format = 'STATEMENT'",
                        "Log        binlog_format is STATEMENT, and must be ROW",
                        "binlog_format = ROW"),
                arguments(
                        "binlog_row_image = 'MINIMAL'",
                        "Log        binlog_row_image is MINIMAL, and must be FULL",
                        "binlog_row_image = FULL"),
                arguments(
                        "expire_logs_days = 0.02",
                        "Log        the database keeps its log for 29 min",
                        "binlog_expire_logs_seconds"));
    }
}
