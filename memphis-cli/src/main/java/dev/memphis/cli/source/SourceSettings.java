package dev.memphis.cli.source;

import dev.memphis.cli.config.ConfigFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the configuration says of the source, {@code debezium.source.…}, with Debezium's own defaults. Immutable. */
public final class SourceSettings {
    private static final String START = "debezium.source.";
    private static final String DRIVER = START + "driver.";

    private final ConfigFile file;

    /** Reads a configuration when it is asked. */
    public SourceSettings(ConfigFile file) {
        this.file = file;
    }

    /** Returns the full name of a property of the source. */
    public static String name(String property) {
        return START + property;
    }

    /** Returns which database it is, by the connector; {@link Connector#OTHER} also where none is given. */
    public Connector connector() {
        return Connector.of(text("connector.class").orElse(""));
    }

    /** Returns the database's host; empty where none is given. */
    public Optional<String> host() {
        return text("database.hostname");
    }

    /** Returns the port as it was given, else the database's usual one. */
    public String port() {
        return text("database.port")
                .orElseGet(() -> connector().usualPort().isPresent()
                        ? String.valueOf(connector().usualPort().getAsInt())
                        : "(none)");
    }

    /** Returns host and port as they stand in a URL, an IPv6 address in brackets. */
    public String hostAndPort() {
        String host = host().orElseThrow();
        boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
        return (bare ? "[" + host + "]" : host) + ":" + port();
    }

    /** Returns the database's user; empty where none is given. */
    public Optional<String> user() {
        return text("database.user");
    }

    /** Returns the password as Debezium reads it; empty if there is none. */
    public String password() {
        return file.secret(name("database.password")).orElse("");
    }

    /** Returns the database's name; empty where none is given. */
    public Optional<String> database() {
        return text("database.dbname");
    }

    /** Returns what every topic begins with; empty where none is given. */
    public String topicPrefix() {
        return text("topic.prefix").orElse("");
    }

    /** Returns the replication slot of PostgreSQL. */
    public String slot() {
        return text("slot.name").orElse("debezium");
    }

    /** Returns the plugin that decodes for PostgreSQL. */
    public String plugin() {
        return text("plugin.name").orElse("decoderbufs");
    }

    /** Returns PostgreSQL's publication. */
    public String publication() {
        return text("publication.name").orElse("dbz_publication");
    }

    /** Returns all_tables, filtered, disabled or no_tables. */
    public String publicationMode() {
        return text("publication.autocreate.mode").orElse("all_tables");
    }

    /** Returns whether heartbeats are on. */
    public boolean heartbeat() {
        return text("heartbeat.interval.ms").filter(text -> !text.matches("0+")).isPresent();
    }

    /** Returns whether a heartbeat also runs a statement in the database. */
    public boolean heartbeatQuery() {
        return text("heartbeat.action.query").isPresent();
    }

    /** Returns the table through which the server is signalled, with its schema or database; PostgreSQL's database left out. */
    public Optional<String> signalTable() {
        Optional<String> name = text("signal.data.collection");
        return connector() == Connector.POSTGRESQL
                ? name.map(full -> full.replaceFirst("^[^.]+\\.([^.]+\\.[^.]+)$", "$1"))
                : name;
    }

    /** Returns the statement that makes such a table (Debezium's documentation, "Creating a signaling data collection"). */
    public static String createSignalTable(String name) {
        return "CREATE TABLE " + name
                + " (id VARCHAR(64) PRIMARY KEY, type VARCHAR(32) NOT NULL, data VARCHAR(2048) NULL);";
    }

    /** Returns which tables are captured. */
    public TableFilter tables() {
        return TableFilter.of(this);
    }

    /** Returns a property of the source by its name without the start. */
    public Optional<String> text(String property) {
        return file.text(name(property));
    }

    /** Returns what is passed on to the database's driver. */
    public Map<String, String> driverProperties() {
        Map<String, String> properties = new TreeMap<>();
        for (String name : file.names()) {
            if (name.startsWith(DRIVER)) {
                file.text(name).ifPresent(value -> properties.put(name.substring(DRIVER.length()), value));
            }
        }
        return properties;
    }

    /** Returns where the server runs: paths of its configuration count from there. */
    public Path serverHome() {
        return file.serverHome();
    }

    /** Returns a file that the configuration names. */
    public Optional<Path> path(String property) {
        return text(property).map(text -> serverHome().resolve(text));
    }
}
