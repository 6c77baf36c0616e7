package dev.memphis.it;

import dev.memphis.it.TypedRow.Column;
import dev.memphis.testbed.database.BinlogDatabase;
import dev.memphis.testbed.database.MySqlServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/** A real MySQL as the source; the oldest server reads a log of this kind from MariaDB. */
@Tag("newest")
@EnabledIf(
        value = "dev.memphis.testbed.database.MySqlServer#isInstalled",
        disabledReason = "MySQL's server is not installed (Debian: .ci/mysql ~/.cache/debezium-server-memphis/mysql)")
class MySqlIT extends BinlogCases {
    MySqlIT() {
        super(BinlogTypes.with(
                List.of( // The same document: MySQL writes it for a snapshot, Debezium from the log's binary form.
                        new Column(
                                "json",
                                "'{\"b\": [1, 2], \"a\": \"ž\"}'",
                                "\"{\\\"a\\\":\\\"ž\\\",\\\"b\\\":[1,2]}\"",
                                "\"{\\\"a\\\": \\\"ž\\\", \\\"b\\\": [1, 2]}\""),
                        new Column("json", "'9007199254740993'", "\"9007199254740993\"")),
                List.of(new Column("vector(3)", "STRING_TO_VECTOR('[1,2.5,-3]')", "[1.0,2.5,-3.0]"))));
    }

    @Override
    BinlogDatabase startSource(Path folder) throws Exception {
        return MySqlServer.start(folder);
    }

    @Override
    Map<String, String> connector() {
        return Map.of("debezium.source.connector.class", "io.debezium.connector.mysql.MySqlConnector");
    }
}
