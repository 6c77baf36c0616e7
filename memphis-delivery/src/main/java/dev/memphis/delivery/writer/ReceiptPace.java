package dev.memphis.delivery.writer;

import java.time.Duration;

/**
 * When receipts follow, when one is late, and how much may be sent that none has proved: less where they come to nothing, so
 * that under any steady rate of failures something is proved all the time. Confined to the loop.
 */
final class ReceiptPace {
    private static final int MOST = 1 << 16;
    private static final int LEAST = 8;
    private static final int FIRST = 1 << 14;

    /** While events flow a receipt follows so often. */
    private static final long INTERVAL = Duration.ofMillis(100).toNanos();

    /** Also when nothing else can be sent, receipts are not asked for more often: events may come one by one. */
    private static final long LEAST_GAP = Duration.ofMillis(5).toNanos();

    /** A receipt is late so long after it usually would be back (contract, "Once a receipt is late"). */
    private static final long MARGIN = Duration.ofMillis(300).toNanos();

    /** An event waits for the proof of the one before it in its lane if all that wait there take less than this together. */
    private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

    private final long proofAge;
    private double usual = Duration.ofMillis(5).toNanos();
    private int allowance = FIRST;

    ReceiptPace(Duration proofAge) {
        this.proofAge = proofAge.toNanos();
    }

    /** Says whether a receipt is due so long after the one before, while more is sent. */
    boolean isDue(long sinceLast, int unproved) {
        return sinceLast >= Math.min(INTERVAL, proofAge / 10) || unproved >= allowance;
    }

    /** Returns how long it is, so long after the one before, until a receipt may follow; in nanoseconds. */
    long gapLeft(long sinceLast) {
        return Math.max(0, LEAST_GAP - sinceLast);
    }

    /** Says whether so many events may be sent and not proved. */
    boolean allows(int unproved) {
        return unproved < allowance;
    }

    /** Returns how long after it was asked for a receipt is late, in nanoseconds. */
    long lateAfter() {
        return Math.min(proofAge, (long) (4 * usual) + MARGIN);
    }

    /** Says whether each of so many events may wait for the proof of the one before it. */
    boolean isPatient(int events) {
        return events * usual <= PATIENCE;
    }

    /** A receipt came back and proved what it covered. */
    void succeeded(long roundTrip) {
        usual += (roundTrip - usual) / 8;
        allowance = Math.min(MOST, allowance + Math.max(1, allowance / 2));
    }

    /** What a receipt was to prove has to be sent again. */
    void failed() {
        allowance = Math.max(LEAST, allowance / 2);
    }
}
