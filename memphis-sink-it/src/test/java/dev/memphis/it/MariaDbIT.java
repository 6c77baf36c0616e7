package dev.memphis.it;

import dev.memphis.it.TypedRow.Column;
import dev.memphis.testbed.database.BinlogDatabase;
import dev.memphis.testbed.database.MariaDb;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIf;

/** A real MariaDB as the source. */
@EnabledIf(
        value = "dev.memphis.testbed.database.MariaDb#isInstalled",
        disabledReason =
                "MariaDB's server is not installed (Debian: apt-get install mariadb-server-core mariadb-client-core)")
class MariaDbIT extends BinlogCases {
    MariaDbIT() {
        super(BinlogTypes.with(
                // MariaDB's JSON is a text.
                List.of(new Column(
                        "json",
                        "'{\"a\": 1.10,\"b\":9007199254740993}'",
                        "\"{\\\"a\\\": 1.10,\\\"b\\\":9007199254740993}\"")),
                List.of(new Column(
                        "uuid",
                        "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
                        "\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\""))));
    }

    @Override
    BinlogDatabase startSource(Path folder) throws Exception {
        MariaDb mariaDb = MariaDb.start(folder);
        // Types that Debezium's parser does not know: such a table may be beside the captured ones, as docs/sources.md
        // says.
        mariaDb.execute("", "CREATE DATABASE other", "CREATE TABLE other.hosts (id int PRIMARY KEY, a inet6, b inet4)");
        return mariaDb;
    }

    @Override
    Map<String, String> connector() {
        Map<String, String> properties = new HashMap<>();
        properties.put("debezium.source.connector.class", "io.debezium.connector.mariadb.MariaDbConnector");
        properties.put("debezium.source.schema.history.internal.store.only.captured.tables.ddl", "true");
        if (isOnOldestServer()) {
            // The default there is a mode of MySQL, which MariaDB's driver refuses; later servers call it "disable".
            properties.put("debezium.source.database.ssl.mode", "disabled");
        }
        return properties;
    }
}
