package dev.memphis.delivery.writer;

/**
 * How many requests may be in flight. It grows while answers come back as fast as they ever did, holds where a queue
 * builds up in the gateway, shrinks where the queue is long, and falls to one after a failure (the idea of TCP Vegas:
 * requests in the queue = in flight × (1 − shortest round trip ÷ this round trip)).
 */
final class Window {
    private final int max;
    private final int shortQueue;
    private final int longQueue;
    private double limit;
    private boolean slowStart = true;
    private double shortest = Double.MAX_VALUE;
    private double smoothed;

    /**
     * @param max never more than this in flight
     * @param shortQueue below this many queued requests the window grows; far from the gateway, where many are on their
     *     way, also below a quarter of the window: a handled batch comes in one piece, and is to leave in one
     * @param longQueue above this many it shrinks, or above half of the window
     */
    Window(int max, int shortQueue, int longQueue) {
        this.max = max;
        this.shortQueue = shortQueue;
        this.longQueue = longQueue;
        this.limit = Math.min(max, shortQueue);
    }

    static Window ofSingles(int max) {
        return new Window(max, 48, 192);
    }

    /** Few batches in flight are enough: each is a lot of work for the gateway. */
    static Window ofBatches(int max) {
        return new Window(max, 4, 8);
    }

    int limit() {
        return (int) limit;
    }

    /**
     * Takes note of an answer.
     *
     * @param inFlight how many were under way when the request was sent, itself included
     */
    void answered(long roundTripNanos, int inFlight) {
        double roundTrip = Math.max(1, roundTripNanos);
        // The shortest one is slowly forgotten, so that a gateway that moved away is not measured by its old distance.
        shortest = Math.min(shortest * 1.00001, roundTrip);
        smoothed = smoothed == 0 ? roundTrip : smoothed + (roundTrip - smoothed) / 16;
        if (inFlight * 2 < limit) {
            return;
        }
        double queued = limit * (1 - shortest / smoothed);
        if (queued < Math.max(shortQueue, limit / 4)) {
            limit = Math.min(max, limit + (slowStart ? 1 : shortQueue / limit));
        } else if (queued > Math.max(longQueue, limit / 2)) {
            slowStart = false;
            limit = Math.max(1, limit - longQueue / (4 * limit));
        }
    }

    void halve() {
        limit = Math.max(1, limit / 2);
        slowStart = false;
    }

    void failed() {
        limit = 1;
        slowStart = true;
        smoothed = 0;
    }
}
