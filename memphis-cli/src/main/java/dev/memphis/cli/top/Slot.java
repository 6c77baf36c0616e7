package dev.memphis.cli.top;

import dev.memphis.cli.source.Database;
import dev.memphis.cli.source.Databases;
import dev.memphis.cli.source.NoDatabaseException;
import dev.memphis.cli.source.Row;
import dev.memphis.cli.source.SourceSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * How much of its log PostgreSQL keeps for the replication slot. Immutable.
 *
 * @param status PostgreSQL's wal_status
 */
record Slot(String name, long bytes, String status) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * Asks the database; empty if there is no such slot.
     *
     * @throws NoDatabaseException if it cannot be asked
     */
    static Optional<Slot> of(SourceSettings settings) throws NoDatabaseException, SQLException {
        try (Database database = Databases.open(settings, PATIENCE)) {
            Optional<Row> row = database.row(
                    "SELECT wal_status, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) AS kept"
                            + " FROM pg_replication_slots WHERE slot_name = ?",
                    settings.slot());
            return row.map(
                    slot -> new Slot(settings.slot(), Math.max(0, slot.number("kept")), slot.text("wal_status")));
        }
    }
}
