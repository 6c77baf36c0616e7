package dev.memphis.testbed.load;

import dev.memphis.testbed.database.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Changes rows at a steady rate: each update of a row counts its version up by one. Start and stop once. */
public final class Workload implements AutoCloseable {
    /** The statement that makes its table. */
    public static final String TABLE = "CREATE TABLE item (id int PRIMARY KEY, version int, name text)";

    private static final int ROWS = 200;
    private static final Duration TICK = Duration.ofMillis(20);

    private final Postgres postgres;
    private final String database;
    private final RandomGenerator random;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final int changesPerTick;
    private @Nullable Connection connection;

    /** @param random which rows change */
    public Workload(Postgres postgres, String database, RandomGenerator random, int changesPerSecond) {
        this.postgres = postgres;
        this.database = database;
        this.random = random;
        this.changesPerTick = (int) (changesPerSecond * TICK.toMillis() / 1000);
    }

    /** Inserts the rows, which are there when this returns, and goes on changing them. */
    public void start() throws SQLException {
        postgres.execute(
                database, "INSERT INTO item SELECT g, 0, 'item ' || g FROM generate_series(1, " + ROWS + ") g");
        Connection changing = postgres.database(database).getConnection();
        connection = changing;
        changing.setAutoCommit(false);
        ticks.scheduleAtFixedRate(() -> tick(changing), 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick(Connection changing) {
        try (PreparedStatement update =
                changing.prepareStatement("UPDATE item SET version = version + 1 WHERE id = ?")) {
            for (int i = 0; i < changesPerTick; i++) {
                update.setInt(1, 1 + random.nextInt(ROWS));
                update.addBatch();
            }
            update.executeBatch();
            changing.commit();
        } catch (SQLException e) {
            failure.completeExceptionally(e);
            throw new IllegalStateException(e);
        }
    }

    /** Stops changing rows; returns the version that each row has at last. */
    public Map<Integer, Integer> stop() throws SQLException, InterruptedException {
        ticks.shutdown();
        ticks.awaitTermination(10, TimeUnit.SECONDS);
        if (failure.isCompletedExceptionally()) {
            failure.join();
        }
        try (Statement statement =
                        Objects.requireNonNull(connection, "not started").createStatement();
                ResultSet row = statement.executeQuery("SELECT id, version FROM item")) {
            Map<Integer, Integer> versions = new TreeMap<>();
            while (row.next()) {
                versions.put(row.getInt(1), row.getInt(2));
            }
            return versions;
        }
    }

    @Override
    public void close() throws SQLException {
        ticks.shutdownNow();
        if (connection != null) {
            connection.close();
        }
    }
}
