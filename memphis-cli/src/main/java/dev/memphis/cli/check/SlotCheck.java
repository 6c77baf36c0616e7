package dev.memphis.cli.check;

import dev.memphis.cli.source.Database;
import dev.memphis.cli.source.Row;
import dev.memphis.cli.source.SourceSettings;
import java.sql.SQLException;
import java.util.Optional;

/** PostgreSQL's replication slot: whether it is there, whose it is, and how much of the log it keeps. */
final class SlotCheck {
    private static final long MUCH = 1L << 30;
    /** wal_status is there since this version. */
    private static final int WITH_STATUS = 13;

    private final SourceSettings settings;
    private final Database database;
    private final boolean offsetsThere;
    private final Findings findings;

    SlotCheck(SourceSettings settings, Database database, boolean offsetsThere, Findings findings) {
        this.settings = settings;
        this.database = database;
        this.offsetsThere = offsetsThere;
        this.findings = findings;
    }

    void run() throws SQLException {
        Optional<Row> slot = slot();
        if (slot.isPresent()) {
            look(slot.get());
        } else {
            absent();
        }
    }

    private Optional<Row> slot() throws SQLException {
        String status = database.majorVersion() >= WITH_STATUS ? "s.wal_status" : "NULL AS wal_status";
        return database.row("""
                SELECT s.plugin, s.slot_type, s.database, s.active, s.active_pid, %s,
                       pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn()
                                            ELSE pg_current_wal_lsn() END, s.restart_lsn) AS kept,
                       s.database = current_database() AS here,
                       current_setting('max_slot_wal_keep_size', true) AS bound,
                       a.application_name, host(a.client_addr) AS address
                FROM pg_replication_slots s LEFT JOIN pg_stat_activity a ON a.pid = s.active_pid
                WHERE s.slot_name = ?""".formatted(status), settings.slot());
    }

    private void absent() throws SQLException {
        Row room = database.row("""
                        SELECT current_setting('max_replication_slots')::int AS most,
                               (SELECT count(*) FROM pg_replication_slots) AS used""").orElseThrow();
        if (offsetsThere) {
            findings.bad(
                    "Slot",
                    settings.slot() + " is not there, but offsets are: what changed after them is in no log any more",
                    "begin anew with a snapshot: delete the offsets, or set"
                            + " debezium.source.snapshot.mode=when_needed");
        } else if (room.number("used") >= room.number("most")) {
            findings.bad(
                    "Slot",
                    settings.slot() + " is not there, and all " + room.text("most") + " slots are taken",
                    "raise max_replication_slots and restart PostgreSQL, or drop a slot that nobody uses:"
                            + " SELECT pg_drop_replication_slot('NAME');");
        } else {
            findings.good("Slot", settings.slot() + " is not there yet; the server makes it at its first start");
        }
    }

    private void look(Row slot) {
        if (!slot.text("slot_type").equals("logical") || !slot.text("plugin").equals(settings.plugin())) {
            findings.bad(
                    "Slot",
                    settings.slot() + " is " + slot.text("slot_type") + " with plugin '" + slot.text("plugin")
                            + "', and must be logical with '" + settings.plugin() + "'",
                    "name another slot in debezium.source.slot.name, or set debezium.source.plugin.name");
        } else if (!slot.flag("here")) {
            findings.bad(
                    "Slot",
                    settings.slot() + " belongs to database " + slot.text("database"),
                    "name another slot in debezium.source.slot.name");
        } else if (slot.text("wal_status").equals("lost")) {
            findings.bad(
                    "Slot",
                    settings.slot() + " is lost (wal_status): PostgreSQL has thrown away what it still needed",
                    "SELECT pg_drop_replication_slot('" + settings.slot()
                            + "'); delete the offsets and start with a new snapshot; raise max_slot_wal_keep_size");
        } else {
            use(slot);
        }
    }

    private void use(Row slot) {
        String kept = settings.slot() + " keeps " + Bytes.words(Math.max(0, slot.number("kept"))) + " of the log"
                + (slot.text("wal_status").isEmpty() ? "" : " (wal_status " + slot.text("wal_status") + ")");
        if (slot.text("wal_status").equals("unreserved")) {
            findings.warning(
                    "Slot",
                    kept + ": more than max_slot_wal_keep_size=" + slot.text("bound")
                            + ", and lost at the next checkpoint",
                    "start the server now, or raise max_slot_wal_keep_size");
        } else if (slot.number("kept") > MUCH) {
            findings.warning(
                    "Slot",
                    kept + (slot.text("bound").equals("-1") ? ", without a bound (max_slot_wal_keep_size=-1)" : ""),
                    slot.flag("active")
                            ? "the server is behind, or its tables are quiet and heartbeats are off"
                            : "start the server; if it is gone for good: SELECT pg_drop_replication_slot('"
                                    + settings.slot() + "');");
        } else {
            findings.good("Slot", kept);
        }
        if (slot.flag("active")) {
            findings.warning(
                    "Slot",
                    settings.slot() + " is in use by process " + slot.text("active_pid") + ": '"
                            + slot.text("application_name") + "'"
                            // Only the superuser and pg_monitor see where others come from.
                            + (slot.text("address").isEmpty() ? "" : " from " + slot.text("address")),
                    "fine if that is this configuration's server; a second one cannot share the slot"
                            + " (debezium.source.slot.name)");
        }
    }
}
