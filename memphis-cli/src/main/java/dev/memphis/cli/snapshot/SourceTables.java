package dev.memphis.cli.snapshot;

import dev.memphis.cli.source.Connector;
import dev.memphis.cli.source.Database;
import dev.memphis.cli.source.Table;
import java.sql.SQLException;
import java.util.List;

/** The tables of the database that the user sees. Stateless. */
final class SourceTables {
    private static final String QUERY = "SELECT table_schema AS s, table_name AS n FROM information_schema.tables"
            + " WHERE table_type = 'BASE TABLE' AND table_schema NOT IN"
            + " ('information_schema', 'pg_catalog', 'mysql', 'sys', 'performance_schema') ORDER BY 1, 2";

    private SourceTables() {}

    static List<Table> of(Database database) throws SQLException {
        return database.rows(QUERY).stream()
                .map(row -> new Table(row.text("s"), row.text("n")))
                .toList();
    }

    /** Returns whether somebody reads PostgreSQL's slot now; for other databases that cannot be told. */
    static boolean maybeRead(Database database, Connector connector, String slot) throws SQLException {
        return connector != Connector.POSTGRESQL
                || database.row("SELECT active FROM pg_replication_slots WHERE slot_name = ?", slot)
                        .filter(row -> row.flag("active"))
                        .isPresent();
    }
}
