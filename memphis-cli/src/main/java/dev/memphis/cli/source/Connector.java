package dev.memphis.cli.source;

import java.util.Locale;
import java.util.OptionalInt;

/** Debezium's connectors, as far as the command tells them apart. */
public enum Connector {
    POSTGRESQL("PostgreSQL", "postgres", 5432),
    MYSQL("MySQL", "mysql", 3306),
    MARIADB("MariaDB", "mariadb", 3306),
    SQLSERVER("SQL Server", "sqlserver", 1433),
    ORACLE("Oracle", "oracle", 1521),
    MONGODB("MongoDB", "mongodb", 27017),
    OTHER("another database", "", 0);

    private final String title;
    private final String part;
    private final int port;

    Connector(String title, String part, int port) {
        this.title = title;
        this.part = part;
        this.port = port;
    }

    /** Returns the connector of a class's name. */
    static Connector of(String className) {
        String name = className.toLowerCase(Locale.ROOT);
        for (Connector connector : values()) {
            if (name.contains(connector.part) && !name.isEmpty()) {
                return connector;
            }
        }
        return OTHER;
    }

    /** Returns the database's name for people. */
    public String title() {
        return title;
    }

    /** Returns the port that the database listens on unless told otherwise. */
    public OptionalInt usualPort() {
        return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /** Returns whether tables stand in schemas and a connection sees one database. */
    public boolean hasSchemas() {
        return this == POSTGRESQL || this == SQLSERVER || this == ORACLE;
    }

    /** Returns whether the connector keeps a history of its tables beside the offsets. */
    public boolean keepsHistory() {
        return this == MYSQL || this == MARIADB || this == SQLSERVER || this == ORACLE;
    }
}
