package dev.memphis.delivery.writer;

import java.time.Duration;

/**
 * Whether the gateway is the process that it was. One that was killed cannot answer again within a second (contract,
 * "Continuity"), so two answers of its own that are less apart come from the same process, and what happened in between, a
 * 503 of a proxy or a connection that ended, says nothing of what it had accepted. Confined to the loop.
 */
final class Continuity {
    private static final long RESTART = Duration.ofSeconds(1).toNanos();

    /** It was alive at this time or later: when the newest request that it answered was written. */
    private long aliveAt;

    private boolean questioned;

    /**
     * Something happened that a restart would explain.
     *
     * @return whether it may have been one, as far as is known already
     */
    boolean question(long now) {
        questioned = true;
        return now - aliveAt >= RESTART;
    }

    /** Says whether it is not known yet what the last sign means. */
    boolean isQuestioned() {
        return questioned;
    }

    /**
     * The gateway itself answered.
     *
     * @param writtenAt when the request was written
     * @return whether it may have restarted since the answer before
     */
    boolean answered(long writtenAt, long now) {
        boolean broken = questioned && now - aliveAt >= RESTART;
        questioned = false;
        aliveAt = Math.max(aliveAt, writtenAt);
        return broken;
    }

    /** There is nothing of before to compare with: another gateway, or another broker connection. */
    void restart(long now) {
        questioned = false;
        aliveAt = now;
    }
}
