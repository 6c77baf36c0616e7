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
        STOPPED
    }

    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final SignalTable table;
    private final long before;
    private final long expected;
    private final Duration patience;

    /**
     * @param before chunks that had been marked earlier
     * @param expected chunks that this snapshot takes
     * @param patience how long nothing may move
     */
    Progress(SignalTable table, long before, long expected, Duration patience) {
        this.table = table;
        this.before = before;
        this.expected = expected;
        this.patience = patience;
    }

    End follow(Screen screen, boolean quiet) throws SQLException, InterruptedException {
        long read = 0;
        long moved = System.nanoTime();
        int told = 0;
        while (read < expected) {
            if (System.nanoTime() - moved > patience.toNanos()) {
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
