package dev.memphis.delivery.writer;

import dev.memphis.delivery.transport.Loop;
import java.time.Duration;

/** Whether the writer sends, waits, or has one request under way beside which there is no other. Confined to the loop. */
final class Course {
    private final Loop loop;
    private final Runnable wake;
    private final Settlement settlement;
    private WriterState state = WriterState.SENDING;
    private boolean opened;
    private long pausedUntil;

    /** @param wake called when a pause is over */
    Course(Loop loop, Runnable wake, Settlement settlement) {
        this.loop = loop;
        this.wake = wake;
        this.settlement = settlement;
        this.pausedUntil = loop.nanoTime();
    }

    WriterState state() {
        return state;
    }

    /** Says whether nothing is sent for a while. */
    boolean isPaused() {
        return state == WriterState.PAUSED;
    }

    boolean isClosed() {
        return state == WriterState.CLOSED;
    }

    void close() {
        state = WriterState.CLOSED;
    }

    /** Says whether events have ever been let through. */
    boolean isOpened() {
        return opened;
    }

    /** The start is over: log-in and first receipt went well. */
    void open() {
        if (!opened) {
            opened = true;
            settlement.opened();
        }
    }

    /** Sends nothing for a while. */
    void pause(Duration wait) {
        pausedUntil = Math.max(pausedUntil, loop.nanoTime() + wait.toNanos());
        if (state == WriterState.SENDING) {
            state = WriterState.PAUSED;
            loop.schedule(wait, this::resume);
        }
    }

    private void resume() {
        long left = pausedUntil - loop.nanoTime();
        if (left > 0) {
            loop.schedule(Duration.ofNanos(left), this::resume);
        } else if (state == WriterState.PAUSED) {
            state = WriterState.SENDING;
            wake.run();
        }
    }

    /** A request is sent beside which there must be no other. */
    void alone() {
        state = WriterState.ALONE;
    }

    /** That request is over. */
    void notAlone() {
        if (state == WriterState.ALONE) {
            state = WriterState.SENDING;
        }
    }
}
