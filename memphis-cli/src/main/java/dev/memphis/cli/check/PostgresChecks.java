package dev.memphis.cli.check;

import dev.memphis.cli.source.Database;
import dev.memphis.cli.source.Row;
import dev.memphis.cli.source.SourceSettings;
import dev.memphis.cli.source.Table;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What Debezium's connector for PostgreSQL needs: log, rights, slot, publication, tables, heartbeats. */
final class PostgresChecks {
    private final SourceSettings settings;
    private final Database database;
    private final boolean offsetsThere;
    private final Findings findings;

    PostgresChecks(SourceSettings settings, Database database, boolean offsetsThere, Findings findings) {
        this.settings = settings;
        this.database = database;
        this.offsetsThere = offsetsThere;
        this.findings = findings;
    }

    /** Returns the tables that are captured. */
    List<Table> run() throws SQLException {
        log();
        boolean superuser = rights();
        new SlotCheck(settings, database, offsetsThere, findings).run();
        List<PostgresTable> all = PostgresTable.all(database, settings.publication());
        List<Table> captured = new TableChecks(settings, findings)
                .captured(all.stream().map(PostgresTable::table).toList());
        Set<Table> wanted = new HashSet<>(captured);
        List<PostgresTable> logged = all.stream()
                .filter(table -> wanted.contains(table.table()) && !table.parent())
                .toList();
        readable(logged);
        if (settings.plugin().equals("pgoutput")) {
            new PublicationCheck(settings, database, superuser, findings).run(logged);
        }
        identity(logged);
        heartbeat(all.size() - captured.size());
        return captured;
    }

    private void log() throws SQLException {
        String level = setting("wal_level");
        if (level.equals("logical")) {
            findings.good("Log", "wal_level is logical");
        } else {
            findings.bad(
                    "Log",
                    "wal_level is " + level + ", and must be logical",
                    "ALTER SYSTEM SET wal_level = logical; then restart PostgreSQL (on Amazon RDS:"
                            + " rds.logical_replication = 1; on Google Cloud SQL: cloudsql.logical_decoding = on)");
        }
    }

    private String setting(String name) throws SQLException {
        return database.row("SELECT current_setting(?) AS value", name)
                .map(row -> row.text("value"))
                .orElse("");
    }

    private boolean rights() throws SQLException {
        Row user = database.row("""
                        SELECT current_user AS name, rolsuper, rolreplication,
                               EXISTS (SELECT FROM pg_roles g WHERE g.rolname = 'rds_replication'
                                       AND pg_has_role(current_user, g.oid, 'MEMBER')) AS rds
                        FROM pg_roles WHERE rolname = current_user""").orElseThrow();
        String name = user.text("name");
        if (user.flag("rolsuper")) {
            findings.good("Rights", "user " + name + " is a superuser; the right to replicate would do");
        } else if (user.flag("rolreplication") || user.flag("rds")) {
            findings.good("Rights", "user " + name + " may replicate");
        } else {
            findings.bad(
                    "Rights",
                    "user " + name + " may not replicate",
                    "ALTER ROLE " + name + " REPLICATION; (on Amazon RDS: GRANT rds_replication TO " + name + ";)");
        }
        return user.flag("rolsuper");
    }

    private void readable(List<PostgresTable> tables) {
        List<PostgresTable> closed = those(tables, table -> !table.readable());
        if (!closed.isEmpty()) {
            findings.bad(
                    "Rights",
                    "user " + settings.user().orElse("") + " may not read " + names(closed)
                            + ": the snapshot would fail",
                    "GRANT USAGE ON SCHEMA " + closed.getFirst().table().space() + " TO "
                            + settings.user().orElse("") + "; GRANT SELECT ON "
                            + closed.getFirst().quoted() + " TO "
                            + settings.user().orElse("") + ";");
        }
        List<PostgresTable> unlogged = those(tables, table -> !table.logged());
        if (!unlogged.isEmpty()) {
            findings.bad(
                    "Tables",
                    names(unlogged) + (unlogged.size() == 1 ? " is" : " are")
                            + " unlogged: changes are in no log and reach nobody",
                    "ALTER TABLE " + unlogged.getFirst().quoted() + " SET LOGGED;");
        }
    }

    private void identity(List<PostgresTable> tables) {
        List<PostgresTable> without = those(tables, table -> !table.hasIdentity());
        if (!without.isEmpty()) {
            String one = without.getFirst().quoted();
            findings.bad(
                    "Identity",
                    names(without) + (without.size() == 1 ? " has" : " have")
                            + " no REPLICA IDENTITY: PostgreSQL refuses updates and deletes of a published table without"
                            + " one",
                    "give it a primary key, or ALTER TABLE " + one + " REPLICA IDENTITY FULL;");
            return;
        }
        long full =
                tables.stream().filter(table -> table.identity().equals("f")).count();
        findings.good(
                "Identity",
                full == tables.size() && full > 0
                        ? "FULL: updates and deletes carry the whole old row"
                        : "rows are identified by their keys; " + full + " of " + Names.counted(tables.size(), "table")
                                + " with the whole old row (REPLICA IDENTITY FULL)");
    }

    private void heartbeat(int others) throws SQLException {
        List<String> databases = database
                .rows("SELECT datname FROM pg_database WHERE NOT datistemplate"
                        + " AND datname NOT IN (current_database(), 'postgres') ORDER BY 1")
                .stream()
                .map(row -> row.text("datname"))
                .toList();
        boolean alone = others == 0 && databases.isEmpty();
        if (settings.heartbeat() && (databases.isEmpty() || settings.heartbeatQuery())) {
            findings.good("Heartbeat", "on: the slot moves while the captured tables are quiet");
        } else if (settings.heartbeat()) {
            findings.warning(
                    "Heartbeat",
                    "on, but without a query: while only other databases (" + Names.of(databases)
                            + ") change, the slot keeps their log",
                    "set debezium.source.heartbeat.action.query to an update of a small captured table");
        } else if (alone) {
            findings.good(
                    "Heartbeat", "off, and not needed: every table here is captured, and there is no other database");
        } else {
            findings.warning(
                    "Heartbeat",
                    "off: while the captured tables are quiet, the slot keeps the log of "
                            + (databases.isEmpty()
                                    ? Names.counted(others, "other table")
                                    : "other databases (" + Names.of(databases) + ")"),
                    "set debezium.source.heartbeat.interval.ms=60000"
                            + (databases.isEmpty()
                                    ? ""
                                    : " and debezium.source.heartbeat.action.query, an update of a small captured table"));
        }
    }

    private static List<PostgresTable> those(List<PostgresTable> tables, Predicate<PostgresTable> which) {
        return tables.stream().filter(which).toList();
    }

    private static String names(List<PostgresTable> tables) {
        return Names.of(tables.stream().map(PostgresTable::name).toList());
    }
}
