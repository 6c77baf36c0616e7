package dev.memphis.cli;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.replication.PGReplicationStream;

/** Follows a replication slot, as a server does. */
record Follower(Connection connection, PGReplicationStream stream) implements AutoCloseable {
    static Follower of(int port, String database, String slot) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("replication", "database");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("assumeMinServerVersion", "12");
        properties.setProperty("ApplicationName", "the follower");
        Connection connection =
                DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
        PGReplicationStream stream = connection
                .unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .logical()
                .withSlotName(slot)
                .start();
        return new Follower(connection, stream);
    }

    @Override
    public void close() throws SQLException {
        stream.close();
        connection.close();
    }
}
