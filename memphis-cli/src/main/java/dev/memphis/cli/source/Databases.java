package dev.memphis.cli.source;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Opens the source's database as Debezium would: the same user, the same TLS, the same driver's properties. Stateless. */
public final class Databases {
    /** Property of Debezium's PostgreSQL connector, and of its driver. */
    private static final Map<String, String> POSTGRESQL_TLS = Map.of(
            "database.sslmode", "sslmode",
            "database.sslcert", "sslcert",
            "database.sslkey", "sslkey",
            "database.sslpassword", "sslpassword",
            "database.sslrootcert", "sslrootcert",
            "database.sslfactory", "sslfactory");

    private static final Map<String, String> MARIADB_TLS = Map.of(
            "disabled", "disable", "required", "trust", "verify_ca", "verify-ca", "verify_identity", "verify-full");

    private Databases() {}

    /** Returns whether the command can log in to databases of this kind. */
    public static boolean knows(Connector connector) {
        return connector == Connector.POSTGRESQL || connector == Connector.MYSQL || connector == Connector.MARIADB;
    }

    /**
     * Logs in.
     *
     * @throws NoDatabaseException if there is no driver, or the database refuses
     */
    public static Database open(SourceSettings settings, Duration patience) throws NoDatabaseException {
        Driver driver = Drivers.of(settings);
        try {
            Connection connection = driver.connect(url(settings, driver), properties(settings, driver, patience));
            if (connection == null) {
                throw new SQLException("the driver does not take its own URL");
            }
            return new Database(connection);
        } catch (SQLException e) {
            throw new NoDatabaseException(
                    "as " + settings.user().orElse("nobody") + ": " + reason(e, settings), advice(e), false);
        }
    }

    private static String url(SourceSettings settings, Driver driver) throws SQLException {
        if (settings.connector() == Connector.POSTGRESQL) {
            String database = URLEncoder.encode(settings.database().orElse(""), StandardCharsets.UTF_8);
            return "jdbc:postgresql://" + settings.hostAndPort() + "/" + database.replace("+", "%20");
        }
        return "jdbc:" + (isMariaDbs(driver) ? "mariadb" : "mysql") + "://" + settings.hostAndPort() + "/";
    }

    private static boolean isMariaDbs(Driver driver) throws SQLException {
        return driver.acceptsURL("jdbc:mariadb://localhost/");
    }

    private static Properties properties(SourceSettings settings, Driver driver, Duration patience)
            throws SQLException {
        Properties properties = new Properties();
        settings.user().ifPresent(user -> properties.setProperty("user", user));
        properties.setProperty("password", settings.password());
        if (settings.connector() == Connector.POSTGRESQL) {
            properties.setProperty("ApplicationName", "memphis");
            properties.setProperty("loginTimeout", String.valueOf(Math.max(1, patience.toSeconds())));
            POSTGRESQL_TLS.forEach(
                    (from, to) -> settings.text(from).ifPresent(value -> properties.setProperty(to, value)));
        } else {
            properties.setProperty("connectTimeout", String.valueOf(patience.toMillis()));
            tlsMode(settings, isMariaDbs(driver)).ifPresent(mode -> properties.setProperty("sslMode", mode));
        }
        settings.driverProperties().forEach(properties::setProperty);
        return properties;
    }

    /** Debezium's names for MySQL are those of MySQL's driver; MariaDB's has its own. */
    private static Optional<String> tlsMode(SourceSettings settings, boolean mariaDb) {
        Optional<String> mode = settings.text("database.ssl.mode").map(text -> text.toLowerCase(Locale.ROOT));
        return mariaDb
                ? mode.filter(text -> !text.equals("preferred")).map(text -> MARIADB_TLS.getOrDefault(text, text))
                : mode;
    }

    private static String reason(SQLException e, SourceSettings settings) {
        String said = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
        return settings.password().isEmpty() ? said : said.replace(settings.password(), "***");
    }

    /** By the SQL standard's classes of states, which both drivers give. */
    private static String advice(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("28")) {
            return "check debezium.source.database.user and .password, and whether the database lets this user in from"
                    + " here (pg_hba.conf; the host in a MySQL user's name)";
        }
        if (state.startsWith("3D") || state.startsWith("42")) {
            return "check debezium.source.database.dbname";
        }
        return state.startsWith("53")
                ? "the database has no connection left: raise max_connections, or end what holds them"
                : "look at the database's log; is it this database that listens there, and does it want TLS?";
    }
}
