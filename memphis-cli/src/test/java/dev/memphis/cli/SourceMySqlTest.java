package dev.memphis.cli;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.memphis.testbed.database.BinlogDatabase;
import dev.memphis.testbed.database.MySqlServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.provider.Arguments;

@EnabledIf(
        value = "dev.memphis.testbed.database.MySqlServer#isInstalled",
        disabledReason = "MySQL's server is not installed (Debian: .ci/mysql ~/.cache/debezium-server-memphis/mysql)")
class SourceMySqlTest extends BinlogSourceCases {
    @Override
    BinlogDatabase startServer(Path folder) throws IOException, InterruptedException {
        return MySqlServer.start(folder);
    }

    @Override
    String connector() {
        return "io.debezium.connector.mysql.MySqlConnector";
    }

    @Override
    String title() {
        return "MySQL";
    }

    @Override
    String rightToTheLog() {
        return "REPLICATION CLIENT";
    }

    @Override
    String[] goodLog() {
        return new String[] {
            "SET GLOBAL binlog_format = 'ROW'",
            "SET GLOBAL binlog_row_image = 'FULL'",
            "SET GLOBAL binlog_row_value_options = ''",
            "SET GLOBAL binlog_expire_logs_seconds = 0"
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
                        "binlog_row_value_options = 'PARTIAL_JSON'",
                        "Log        binlog_row_value_options is PARTIAL_JSON, and must be empty",
                        "binlog_row_value_options = ''"),
                arguments(
                        "binlog_expire_logs_seconds = 1740",
                        "Log        the database keeps its log for 29 min",
                        "SET PERSIST binlog_expire_logs_seconds"));
    }
}
