package dev.memphis.benchmark.source;

import dev.memphis.benchmark.wire.Arrivals;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Inserts rows at a steady rate, a transaction of some rows at a time, each row with the time just before its commit. The
 * schedule does not wait for anybody: what comes late is caught up with. Confined to one thread.
 */
public final class ChangeStream {
    /**
     * How fast and how long. Immutable.
     *
     * @param perSecond changes a second
     * @param warmUp changes before this are not measured
     */
    public record Pace(int perSecond, Duration warmUp, Duration measured) {
        /** Returns how many rows a transaction has: one, or as many as make a transaction every 10 ms. */
        int rows() {
            return Math.max(1, perSecond / 100);
        }

        long warmUpChanges() {
            return perSecond * warmUp.toMillis() / 1000 / rows() * rows();
        }

        /** Returns how many changes there are in all. */
        public long changes() {
            return warmUpChanges() + measuredChanges();
        }

        /** Returns how many of them tell when they were committed. */
        public long measuredChanges() {
            return perSecond * measured.toMillis() / 1000 / rows() * rows();
        }
    }

    private final DataSource database;
    private final String table;
    private final Rows rows;
    private final Pace pace;

    ChangeStream(DataSource database, String table, Rows rows, Pace pace) {
        this.database = database;
        this.table = table;
        this.rows = rows;
        this.pace = pace;
    }

    /**
     * Makes all changes; returns when the last one is committed.
     *
     * @return how far behind its schedule the last transaction was
     */
    public Duration run() throws SQLException {
        long start = System.nanoTime();
        long due = start;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            // As a database in use has it: without, the log is written every 200 ms, and nobody sees a change before.
            statement.execute("SET synchronous_commit TO on");
            for (long done = 0; done < pace.changes(); done += pace.rows()) {
                due = start + done * 1_000_000_000L / pace.perSecond();
                await(due);
                long time = done < pace.warmUpChanges() ? 0 : Arrivals.micros();
                statement.execute(
                        rows.insert(table, "generate_series(" + (done + 1) + ", " + (done + pace.rows()) + ")", time));
            }
        }
        return Duration.ofNanos(System.nanoTime() - due);
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
