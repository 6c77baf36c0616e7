package dev.memphis.cli.snapshot;

import dev.memphis.cli.Screen;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Follows a snapshot by the marks that Debezium leaves in the signal table. To be used by one thread. */
final class Progress {
    /** How it ended. */
    enum End {
        /** As many chunks as the tables' rows make. */
        FINISHED,
        /** Nothing was read at all. */
        NOT_BEGUN,
        /** Chunks were read, and then no more. */
        STOPPED,
        /** Somebody asked for its end, and then no more chunks were read. */
        ASKED_TO_STOP
    }

    private static final Duration BETWEEN = Duration.ofMillis(200);
    /** How long no chunk comes after a snapshot's end was asked for. */
    private static final Duration STILL = Duration.ofSeconds(3);

    private final SignalTable table;
    private final long before;
    private final long stops;
    private final long expected;
    private final Duration patience;

    /**
     * To be made before the snapshot is asked for, since it counts from then on.
     *
     * @param expected chunks that this snapshot takes
     * @param patience how long nothing may move
     */
    Progress(SignalTable table, long expected, Duration patience) throws SQLException {
        this.table = table;
        this.before = table.chunks();
        this.stops = table.stops();
        this.expected = expected;
        this.patience = patience;
    }

    /**
     * Waits until chunks are read no more, after somebody asked for that.
     *
     * @return whether it was so within the patience, and the time that shows it
     */
    boolean comesToRest() throws SQLException, InterruptedException {
        long began = System.nanoTime();
        long read = table.chunks();
        long moved = began;
        while (System.nanoTime() - moved < STILL.toNanos()) {
            if (System.nanoTime() - began > patience.plus(STILL).toNanos()) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
            long now = table.chunks();
            if (now != read) {
                read = now;
                moved = System.nanoTime();
            }
        }
        return true;
    }

    /** Returns how many chunks of this snapshot have been read. */
    long read() throws SQLException {
        return table.chunks() - before;
    }

    End follow(Screen screen, boolean quiet) throws SQLException, InterruptedException {
        long read = 0;
        long moved = System.nanoTime();
        int told = 0;
        while (read < expected) {
            long still = System.nanoTime() - moved;
            if (still > STILL.toNanos() && table.stops() > stops) {
                return End.ASKED_TO_STOP;
            }
            if (still > patience.toNanos()) {
                return read == 0 ? End.NOT_BEGUN : End.STOPPED;
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
            long now = table.chunks() - before;
            if (now != read) {
                read = now;
                moved = System.nanoTime();
                told = tell(screen, quiet, read, told);
            }
        }
        return End.FINISHED;
    }

    /** A line for each tenth, however many chunks there are. */
    private int tell(Screen screen, boolean quiet, long read, int told) {
        int tenths = (int) (Math.min(read, expected) * 10 / expected);
        if (tenths > told && !quiet) {
            screen.line(tenths * 10 + " %: " + Math.min(read, expected) + " of " + expected + " chunks");
        }
        return Math.max(told, tenths);
    }
}
