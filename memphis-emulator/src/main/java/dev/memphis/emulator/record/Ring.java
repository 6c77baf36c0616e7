package dev.memphis.emulator.record;

import dev.memphis.emulator.faults.AnswerFault;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The newest exchanges, as many as were asked for; older ones are forgotten. Confined to the emulator's loop. */
public final class Ring {
    private final OpenExchange[] entries;
    private final Clock clock;
    private long last;
    private long forgotten;

    /** @param capacity how many exchanges are kept, 0 or more */
    public Ring(int capacity, Clock clock) {
        this.entries = new OpenExchange[capacity];
        this.clock = clock;
    }

    /** A request has come. */
    public OpenExchange begin(long connection, HttpServerRequest request, Optional<AnswerFault> fault) {
        OpenExchange entry =
                new OpenExchange(++last, connection, request, fault.map(AnswerFault::kind), clock.instant());
        if (entries.length > 0) {
            entries[(int) (last % entries.length)] = entry;
        }
        return entry;
    }

    /** Returns the exchanges with numbers over this one, oldest first, at most so many. */
    public List<Exchange> since(long number, int most) {
        List<Exchange> found = new ArrayList<>();
        for (long i = Math.max(number, oldest() - 1) + 1; i <= last && found.size() < most; i++) {
            found.add(entries[(int) (i % entries.length)].exchange());
        }
        return found;
    }

    /** Returns the number of the oldest exchange that is kept, or would be. */
    public long oldest() {
        return Math.max(forgotten, last - entries.length) + 1;
    }

    /** Returns the number of the newest exchange; 0 if there was none. */
    public long last() {
        return last;
    }

    /** Returns how many exchanges it keeps. */
    public int capacity() {
        return entries.length;
    }

    /** Forgets what is kept; numbers go on. */
    public void forget() {
        forgotten = last;
        Arrays.fill(entries, null);
    }
}
