package dev.memphis.benchmark.source;

import dev.memphis.testbed.database.Postgres;
import dev.memphis.testbed.stock.ServerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A PostgreSQL with the tables of a benchmark. Not thread-safe. */
public final class Source implements AutoCloseable {
    private static final String DATABASE = "benchmark";
    /** The topic prefix of every server. */
    public static final String PREFIX = "bench";

    private final Postgres postgres;

    private Source(Postgres postgres) {
        this.postgres = postgres;
    }

    /** Starts PostgreSQL with an empty database. */
    public static Source start(Path folder) throws SQLException {
        Postgres postgres = Postgres.start(folder, Optional.empty());
        postgres.createDatabase(DATABASE);
        return new Source(postgres);
    }

    /** Makes a table of so many rows, settled so that reading it writes nothing. */
    public void table(String name, Rows rows, long count) throws SQLException {
        postgres.execute(
                DATABASE,
                "DROP TABLE IF EXISTS " + name,
                rows.create(name),
                rows.insert(name, "generate_series(1, " + count + ")", 0),
                "VACUUM ANALYZE " + name,
                "CHECKPOINT");
    }

    /** Makes empty tables name_1 to name_count, each with one row. */
    public void tables(String name, Rows rows, int count) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (int i = 1; i <= count; i++) {
                statement.addBatch(rows.create(name + "_" + i));
                statement.addBatch(rows.insert(name + "_" + i, "generate_series(1, 1)", 0));
                if (i % 500 == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
    }

    /** Starts changing a table; see {@link ChangeStream}. */
    public ChangeStream changes(String table, Rows rows, ChangeStream.Pace pace) {
        return new ChangeStream(postgres.database(DATABASE), table, rows, pace);
    }

    /** Returns what a server has to be told to capture tables from here. */
    public Map<String, String> properties(String tables, String slot, String snapshotMode) {
        Map<String, String> properties = new TreeMap<>(ServerOptions.source(postgres.source(DATABASE)));
        properties.putAll(ServerOptions.source(Map.of(
                "topic.prefix", PREFIX,
                "slot.name", slot,
                "publication.name", slot,
                "publication.autocreate.mode", "filtered",
                "table.include.list", tables,
                "snapshot.mode", snapshotMode,
                "offset.storage.file.filename", "data/offsets.dat")));
        return properties;
    }

    /** Says whether a server reads the log through this slot. */
    public boolean streams(String slot) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT 1 FROM pg_replication_slots WHERE active AND slot_name = '" + slot + "'")) {
            return row.next();
        }
    }

    /** Drops what a server that has ended left behind, so that no log is kept for it. */
    public void forget(String slot) throws SQLException {
        postgres.execute(
                DATABASE,
                "SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots WHERE active AND slot_name = '"
                        + slot + "'",
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '" + slot + "'",
                "DROP PUBLICATION IF EXISTS " + slot);
    }

    private Connection connect() throws SQLException {
        return postgres.database(DATABASE).getConnection();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
