package dev.memphis.delivery.writer;

import dev.memphis.delivery.transport.Loop;
import dev.memphis.delivery.turns.Hold;
import dev.memphis.delivery.turns.Seat;
import java.time.Duration;

/**
 * Whether the writer sends, waits, or has one request under way beside which there is no other, of its own or of another session
 * at the gateway. Confined to the loop.
 */
final class Course {
    private final Loop loop;
    private final Runnable wake;
    private final Settlement settlement;
    private final Seat seat;
    private WriterState state = WriterState.SENDING;
    private boolean opened;
    private long pausedUntil;
    /** Whether it is this session's turn at the gateway, and whether that turn is for a log-in. */
    private boolean turn;

    private boolean turnToLogIn;
    private Hold hold = Hold.NONE;

    /** @param wake called when a pause is over */
    Course(Loop loop, Runnable wake, Settlement settlement, Seat seat) {
        this.loop = loop;
        this.wake = wake;
        this.settlement = settlement;
        this.seat = seat;
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

    /** @param quiet whether nothing is under way that is not alone */
    void close(boolean quiet) {
        seat.leave(quiet && state != WriterState.ALONE);
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

    // ---------------------------------------------------------------- alone at the gateway

    /** The gateway is the one at this address from now on. */
    void at(String url) {
        seat.moveTo(url);
        if (state == WriterState.QUEUED && seat.take(turnToLogIn)) {
            granted();
        }
    }

    /**
     * Says whether a request may be sent beside which there must be no other; if not, asks for a turn and sends nothing before.
     *
     * @param logIn whether it is a log-in or a refresh
     */
    boolean mayBeAlone(boolean logIn) {
        if (logIn && !turnToLogIn) {
            giveUnusedTurnBack();
        }
        if (!turn) {
            turnToLogIn = logIn;
            turn = seat.take(logIn);
            state = turn ? state : WriterState.QUEUED;
        }
        return turn;
    }

    void granted() {
        if (state == WriterState.QUEUED) {
            state = WriterState.SENDING;
            turn = true;
            Duration wait = Duration.ofNanos(pausedUntil - loop.nanoTime());
            if (wait.isPositive()) {
                pause(wait);
            }
        }
    }

    /** Where something else is to be done now than what the turn was for. */
    void giveUnusedTurnBack() {
        if (turn && state != WriterState.ALONE) {
            turn = false;
            seat.over(false);
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
            turn = false;
            seat.over(turnToLogIn);
        }
    }

    /** Another session waits to be alone at the gateway, or is. */
    void hold(Hold asked) {
        hold = asked;
    }

    /** Returns what another session asks of this one. */
    Hold hold() {
        return hold;
    }
}
