package dev.memphis.delivery.writer;

import dev.memphis.delivery.transport.Loop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Requests that are made and wait to be sent: failed ones, pieces of split ones, and what was found while making another.
 * Knows how many bytes are in encoded form, those under way included. Confined to the loop.
 */
final class RetryQueue {
    private final Loop loop;
    private final Runnable onReady;
    private final Deque<ProduceRequest> requests = new ArrayDeque<>();
    private long bytes;
    /** Counts up when everything is dropped, so that what was to come later does not. */
    private long generation;

    /** @param onReady called when a request that was to wait may be sent */
    RetryQueue(Loop loop, Runnable onReady) {
        this.loop = loop;
        this.onReady = onReady;
    }

    /** Returns the bytes of all requests that were made and are not through. */
    long bytes() {
        return bytes;
    }

    /** Takes note of a request that was made just now. */
    void made(ProduceRequest request) {
        bytes += request.bytes();
    }

    /** A request needs nothing more; what waited behind it goes next. */
    void through(ProduceRequest request) {
        bytes -= request.bytes();
        ProduceRequest rest = request.rest();
        if (rest != null) {
            addFirst(rest);
        }
    }

    /** Returns the request that goes next; null if none waits here. */
    @Nullable ProduceRequest poll() {
        return requests.poll();
    }

    void addFirst(ProduceRequest request) {
        requests.addFirst(request);
    }

    void addLast(ProduceRequest request) {
        requests.addLast(request);
    }

    /** Adds a request after a while. */
    void addLater(ProduceRequest request, Duration wait) {
        long added = generation;
        loop.schedule(wait, () -> {
            if (added == generation) {
                addFirst(request);
                onReady.run();
            }
        });
    }

    void clear() {
        requests.clear();
        bytes = 0;
        generation++;
    }
}
