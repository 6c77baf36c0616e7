package dev.memphis.cli.check;

import dev.memphis.cli.source.Connector;
import dev.memphis.cli.source.Database;
import dev.memphis.cli.source.Databases;
import dev.memphis.cli.source.NoDatabaseException;
import dev.memphis.cli.source.SourceSettings;
import dev.memphis.cli.source.Table;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The source: the server's own files, whether the database accepts connections, and what is asked of it. It changes nothing. */
final class SourceCheck {
    private static final String HOST = SourceSettings.name("database.hostname");
    private static final String PORT = SourceSettings.name("database.port");

    private final SourceSettings settings;
    private final Duration timeout;
    private final Findings findings;

    SourceCheck(SourceSettings settings, Duration timeout, Findings findings) {
        this.settings = settings;
        this.timeout = timeout;
        this.findings = findings;
    }

    /**
     * @param withLogIn whether to log in to the database
     * @return the tables that are captured; empty if the database was not asked
     */
    Optional<List<Table>> run(boolean withLogIn) {
        FileChecks files = new FileChecks(settings, findings);
        if (settings.host().isEmpty() && settings.connector() == Connector.OTHER) {
            findings.skipped("Source", "not looked at: there is no " + HOST);
            return Optional.empty();
        }
        files.run();
        return reachable() ? look(withLogIn, files.offsetsThere()) : Optional.empty();
    }

    private boolean reachable() {
        String host = settings.host().orElse("");
        String port = settings.port();
        if (host.isEmpty()) {
            findings.skipped("Source", "not looked at: there is no " + HOST);
        } else if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            findings.bad("Source", PORT + "=" + port + " is no port", "give the database's port");
        } else {
            return connect(host, Integer.parseInt(port));
        }
        return false;
    }

    private boolean connect(String host, int port) {
        try (Socket socket = new Socket()) {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new IOException("the host is not known");
            }
            socket.connect(address, (int) timeout.toMillis());
            findings.good("Source", "the database at " + settings.hostAndPort() + " accepts connections");
            return true;
        } catch (IOException e) {
            findings.bad(
                    "Source",
                    "no connection to the database at " + settings.hostAndPort() + ": " + e.getMessage(),
                    "check " + HOST + " and " + PORT + ", and that the database listens there");
            return false;
        }
    }

    private Optional<List<Table>> look(boolean withLogIn, boolean offsetsThere) {
        if (!Databases.knows(settings.connector())) {
            findings.skipped(
                    "Database",
                    "not looked into: this command knows PostgreSQL, MySQL and MariaDB, and this is "
                            + settings.connector().title());
        } else if (!withLogIn) {
            findings.skipped("Database", "not looked into (--no-database)");
        } else if (settings.user().isEmpty()) {
            findings.bad(
                    "Database", SourceSettings.name("database.user") + " is missing", "name the user of the database");
        } else {
            return logIn(offsetsThere);
        }
        return Optional.empty();
    }

    private Optional<List<Table>> logIn(boolean offsetsThere) {
        try (Database database = Databases.open(settings, timeout)) {
            findings.good("Database", "as " + settings.user().orElseThrow() + ": " + database.version());
            return Optional.of(
                    settings.connector() == Connector.POSTGRESQL
                            ? new PostgresChecks(settings, database, offsetsThere, findings).run()
                            : new MySqlChecks(settings, database, findings).run());
        } catch (NoDatabaseException e) {
            if (e.missingDriver()) {
                findings.skipped("Database", e.getMessage() + "; " + e.advice());
            } else {
                findings.bad("Database", e.getMessage(), e.advice());
            }
        } catch (SQLException e) {
            findings.bad("Database", "a question failed: " + e.getMessage(), "look at the database's log");
        } catch (IllegalArgumentException e) {
            findings.bad("Tables", String.valueOf(e.getMessage()), "correct the regular expression");
        }
        return Optional.empty();
    }
}
