package dev.memphis.cli.init;

import dev.memphis.cli.source.Connector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The source's properties, for each of the databases in docs/sources.md. Stateless. */
final class SourceEntries {
    static final String PASSWORD = "${DATABASE_PASSWORD}";

    private SourceEntries() {}

    static List<Entry> of(Plan plan) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.source(
                "connector.class", connector(plan.source()), "Which of Debezium's connectors reads the changes."));
        entries.addAll(plan.source() == Connector.MONGODB ? mongoDb(plan) : database(plan));
        entries.add(Entry.source(
                "topic.prefix",
                plan.prefix(),
                "The pipeline's name: the names of stations, metrics and the receipt station begin or end with it. Each server has"
                        + " its own."));
        entries.addAll(tables(plan));
        entries.addAll(special(plan));
        if (plan.source().keepsHistory()) {
            entries.addAll(history());
        }
        return entries;
    }

    private static String connector(Connector source) {
        return switch (source) {
            case POSTGRESQL -> "io.debezium.connector.postgresql.PostgresConnector";
            case MYSQL -> "io.debezium.connector.mysql.MySqlConnector";
            case MARIADB -> "io.debezium.connector.mariadb.MariaDbConnector";
            case SQLSERVER -> "io.debezium.connector.sqlserver.SqlServerConnector";
            case ORACLE -> "io.debezium.connector.oracle.OracleConnector";
            case MONGODB -> "io.debezium.connector.mongodb.MongoDbConnector";
            case OTHER -> throw new IllegalArgumentException("no connector");
        };
    }

    private static List<Entry> database(Plan plan) {
        List<Entry> entries = new ArrayList<>(List.of(
                Entry.source("database.hostname", plan.host(), "Where the database listens."),
                Entry.source("database.port", String.valueOf(plan.port()), "And on which port."),
                Entry.source("database.user", plan.databaseUser(), "Who logs in there. " + rights(plan.source())),
                Entry.source(
                        "database.password",
                        PASSWORD,
                        "Its password, from a variable of the environment. Debezium reads it, for which each $$ in it counts as"
                                + " one $.")));
        plan.database().ifPresent(name -> entries.addAll(databaseName(plan.source(), name)));
        return entries;
    }

    private static String rights(Connector source) {
        return switch (source) {
            case POSTGRESQL -> "It needs: CREATE ROLE … LOGIN REPLICATION; and SELECT on the captured tables.";
            case MYSQL ->
                "It needs: GRANT SELECT, RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO …;";
            case MARIADB ->
                "It needs: GRANT SELECT, RELOAD, SHOW DATABASES, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO …;";
            case SQLSERVER ->
                "It needs the role db_owner once, for EXEC sys.sp_cdc_enable_db and sys.sp_cdc_enable_table, and then"
                        + " SELECT on the captured tables and the schema cdc.";
            default -> "Debezium's documentation of the connector has the rights that it needs.";
        };
    }

    private static List<Entry> databaseName(Connector source, String name) {
        return switch (source) {
            case SQLSERVER ->
                List.of(Entry.source(
                        "database.names",
                        name,
                        "The databases, separated by commas. Change data capture must be on in each. The connection is"
                                + " encrypted: a certificate that Java does not trust needs driver.trustStore and"
                                + " driver.trustStorePassword."));
            case ORACLE ->
                List.of(Entry.source(
                        "database.dbname",
                        name,
                        "The database, of which the log is read. With pluggable databases: the container here, and the pluggable"
                                + " one in debezium.source.database.pdb.name."));
            case MYSQL, MARIADB ->
                List.of(Entry.source("database.include.list", name, "Only this database's changes."));
            default -> List.of(Entry.source("database.dbname", name, "The database; a server captures one."));
        };
    }

    private static List<Entry> mongoDb(Plan plan) {
        String connection = plan.host().startsWith("mongodb")
                ? plan.host()
                : "mongodb://" + plan.host() + ":" + plan.port() + "/?replicaSet=rs0";
        return List.of(
                Entry.source(
                        "mongodb.connection.string",
                        connection,
                        "Where the database listens. It must be a replica set (of one is enough) or a sharded cluster."),
                Entry.source(
                        "mongodb.user", plan.databaseUser(), "Who logs in there: with the role read on the databases."),
                Entry.source(
                        "mongodb.password",
                        PASSWORD,
                        "Its password, from a variable of the environment. Debezium reads it, for which each $$ in it counts as one"
                                + " $."));
    }

    private static List<Entry> tables(Plan plan) {
        String list = plan.source() == Connector.MONGODB ? "collection.include.list" : "table.include.list";
        return plan.tables()
                .map(tables -> List.of(Entry.source(
                        list,
                        tables,
                        "What is captured: names with their " + space(plan.source())
                                + ", or regular expressions for whole names, separated by commas. Without this line everything"
                                + " is.")))
                .orElse(List.of());
    }

    private static String space(Connector source) {
        return source.hasSchemas() ? "schema" : "database";
    }

    private static List<Entry> special(Plan plan) {
        return switch (plan.source()) {
            case POSTGRESQL -> postgreSql(plan);
            case MYSQL, MARIADB ->
                List.of(Entry.source(
                        "database.server.id",
                        serverId(plan.prefix()),
                        "The database takes the server for a replica of this number. No other replica may have it."));
            case MONGODB ->
                List.of(
                        Entry.source(
                                "capture.mode",
                                "change_streams_update_full",
                                "An update carries the whole document, and not only what changed."),
                        new Entry(
                                "debezium.transforms",
                                "unfold",
                                "Events of MongoDB hold the document as text; this unfolds it."),
                        new Entry(
                                "debezium.transforms.unfold.type",
                                "io.debezium.connector.mongodb.transforms.ExtractNewDocumentState",
                                "Debezium's own transform for that."),
                        new Entry(
                                "debezium.transforms.unfold.add.fields",
                                "op,ts_ms",
                                "Beside the document: what happened to it and when, as __op and __ts_ms."),
                        new Entry(
                                "debezium.transforms.unfold.delete.tombstone.handling.mode",
                                "rewrite",
                                "A deletion is an event with the key and __deleted; drop leaves deletions out."));
            default -> List.of();
        };
    }

    private static List<Entry> postgreSql(Plan plan) {
        String name = plan.prefix().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_") + "_cdc";
        return List.of(
                Entry.source(
                        "plugin.name",
                        "pgoutput",
                        "PostgreSQL's own way to decode its log; nothing is to be installed."),
                Entry.source(
                        "slot.name",
                        name,
                        "Where PostgreSQL remembers what this server has not read yet. Each server has its own; one that is gone"
                                + " for good must be dropped, or it fills the database's disk."),
                Entry.source("publication.name", name, "Which tables' changes PostgreSQL hands out."),
                Entry.source(
                        "publication.autocreate.mode",
                        "filtered",
                        "The server makes the publication for the captured tables alone, if the user owns them; else make it"
                                + " yourself: CREATE PUBLICATION " + name + " FOR TABLE …;"),
                Entry.source(
                        "poll.interval.ms",
                        "20",
                        "How long Debezium gathers changes before it hands them on. With its own 500 a change takes half a second."),
                Entry.source(
                        "heartbeat.interval.ms",
                        "60000",
                        "Lets the slot move while the captured tables are quiet and others are not; these events are not sent."));
    }

    /** Any number will do, if it is seldom another's. */
    private static String serverId(String prefix) {
        return String.valueOf(10_000 + Math.floorMod(prefix.hashCode(), 1_000_000));
    }

    private static List<Entry> history() {
        return List.of(
                Entry.source(
                        "schema.history.internal",
                        "io.debezium.storage.file.history.FileSchemaHistory",
                        "The log tells changes of tables as statements; the server keeps how the tables were."),
                Entry.source(
                        "schema.history.internal.file.filename",
                        "data/schema-history.dat",
                        "In this file. It belongs to the offsets: keep both or neither."));
    }
}
