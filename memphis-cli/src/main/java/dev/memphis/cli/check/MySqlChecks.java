package dev.memphis.cli.check;

import dev.memphis.cli.source.Connector;
import dev.memphis.cli.source.Database;
import dev.memphis.cli.source.SourceSettings;
import dev.memphis.cli.source.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What Debezium's connectors for MySQL and MariaDB need: the binary log, rights, tables. */
final class MySqlChecks {
    private static final long DAY = 86_400;

    private final SourceSettings settings;
    private final Database database;
    private final Findings findings;
    private final boolean mariaDb;

    MySqlChecks(SourceSettings settings, Database database, Findings findings) {
        this.settings = settings;
        this.database = database;
        this.findings = findings;
        this.mariaDb = settings.connector() == Connector.MARIADB;
    }

    /** Returns the tables that are captured. */
    List<Table> run() throws SQLException {
        Map<String, String> variables = variables();
        log(variables);
        kept(variables);
        number(variables);
        rights();
        return new TableChecks(settings, findings).captured(tables());
    }

    private Map<String, String> variables() throws SQLException {
        Map<String, String> variables = new HashMap<>();
        database.rows("SHOW GLOBAL VARIABLES WHERE Variable_name IN ('log_bin', 'binlog_format', 'binlog_row_image',"
                        + " 'binlog_row_value_options', 'server_id', 'binlog_expire_logs_seconds', 'expire_logs_days')")
                .forEach(row -> variables.put(row.text("variable_name").toLowerCase(Locale.ROOT), row.text("value")));
        return variables;
    }

    private void log(Map<String, String> variables) {
        List<String> wrong = new ArrayList<>();
        List<String> right = new ArrayList<>();
        demand(variables, "log_bin", "ON", "log_bin = binlog", wrong, right);
        demand(variables, "binlog_format", "ROW", "binlog_format = ROW", wrong, right);
        demand(variables, "binlog_row_image", "FULL", "binlog_row_image = FULL", wrong, right);
        if (variables.getOrDefault("binlog_row_value_options", "").contains("PARTIAL_JSON")) {
            wrong.add("binlog_row_value_options is PARTIAL_JSON, and must be empty");
            right.add("binlog_row_value_options = ''");
        }
        if (wrong.isEmpty()) {
            findings.good("Log", "the binary log is on, row by row, with whole rows");
        } else {
            findings.bad(
                    "Log",
                    String.join("; ", wrong),
                    "in the section " + (mariaDb ? "[mariadbd]" : "[mysqld]")
                            + " of the database's configuration, then restart" + " it: " + String.join(", ", right));
        }
    }

    private static void demand(
            Map<String, String> variables,
            String name,
            String wanted,
            String setting,
            List<String> wrong,
            List<String> right) {
        String is = variables.getOrDefault(name, wanted);
        if (!is.equalsIgnoreCase(wanted)) {
            wrong.add(name + " is " + is + ", and must be " + wanted);
            right.add(setting);
        }
    }

    private void kept(Map<String, String> variables) {
        double seconds =
                Math.max(number(variables, "binlog_expire_logs_seconds"), DAY * number(variables, "expire_logs_days"));
        if (seconds > 0 && seconds < DAY) {
            findings.warning(
                    "Log",
                    "the database keeps its log for " + Math.round(seconds / 60)
                            + " min: a server that is away for longer needs a new snapshot",
                    "SET PERSIST binlog_expire_logs_seconds = 604800; (MariaDB: SET GLOBAL, and in its configuration)");
        }
    }

    private static double number(Map<String, String> variables, String name) {
        try {
            return Double.parseDouble(variables.getOrDefault(name, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void number(Map<String, String> variables) {
        String own = variables.getOrDefault("server_id", "");
        String ours = settings.text("database.server.id").orElse("");
        if (own.equals("0")) {
            findings.bad("Server id", "the database's server_id is 0: it lets no replica in", "set server_id = 1");
        } else if (ours.isEmpty()) {
            findings.bad(
                    "Server id",
                    "debezium.source.database.server.id is missing",
                    "give a number that no replica and no other such server has");
        } else if (ours.equals(own)) {
            findings.bad(
                    "Server id",
                    "debezium.source.database.server.id=" + ours + " is the database's own",
                    "give a number that no replica and no other such server has");
        } else {
            findings.good("Server id", ours + "; the database's own is " + own);
        }
    }

    private void rights() throws SQLException {
        Set<String> granted = granted();
        List<String> missing = new ArrayList<>();
        require(granted, missing, "SELECT");
        require(granted, missing, "RELOAD");
        require(granted, missing, "SHOW DATABASES");
        require(granted, missing, "REPLICATION SLAVE", "REPLICATION REPLICA");
        require(
                granted,
                missing,
                mariaDb ? "BINLOG MONITOR" : "REPLICATION CLIENT",
                "REPLICATION CLIENT",
                "BINLOG MONITOR");
        String user = settings.user().orElse("");
        if (missing.isEmpty()) {
            findings.good("Rights", "user " + user + " has what the connector needs");
        } else {
            findings.bad(
                    "Rights",
                    "user " + user + " has not been given " + String.join(", ", missing) + " ON *.*",
                    "GRANT " + String.join(", ", missing) + " ON *.* TO " + user + ";");
        }
    }

    private static void require(Set<String> granted, List<String> missing, String right, String... others) {
        boolean there = granted.contains("ALL PRIVILEGES") || granted.contains(right);
        for (String other : others) {
            there |= granted.contains(other);
        }
        if (!there) {
            missing.add(right);
        }
    }

    /** The rights on everything; what roles give is among them while they are active. */
    private Set<String> granted() throws SQLException {
        Set<String> granted = new HashSet<>();
        for (var row : database.rows("SHOW GRANTS")) {
            String grant = String.valueOf(row.values().values().iterator().next());
            int on = grant.indexOf(" ON ");
            if (grant.startsWith("GRANT ") && on > 0) {
                String rights = grant.substring("GRANT ".length(), on);
                boolean everywhere = grant.startsWith("*.* ", on + " ON ".length());
                for (String right : rights.split(", ", -1)) {
                    // Reading may be given database by database; the tables that are seen tell.
                    if (everywhere || right.equals("SELECT") || right.equals("ALL PRIVILEGES")) {
                        granted.add(everywhere || !right.equals("ALL PRIVILEGES") ? right : "SELECT");
                    }
                }
            }
        }
        return granted;
    }

    private List<Table> tables() throws SQLException {
        return database
                .rows("SELECT table_schema AS s, table_name AS n FROM information_schema.tables"
                        + " WHERE table_type = 'BASE TABLE' AND table_schema NOT IN"
                        + " ('mysql', 'sys', 'information_schema', 'performance_schema') ORDER BY 1, 2")
                .stream()
                .map(row -> new Table(row.text("s"), row.text("n")))
                .toList();
    }
}
