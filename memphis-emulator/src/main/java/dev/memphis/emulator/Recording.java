package dev.memphis.emulator;

import dev.memphis.emulator.process.Races;
import dev.memphis.emulator.record.Exchange;
import dev.memphis.emulator.record.Ring;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the gateway was asked and what it answered, the newest {@link EmulatorOptions#recorded} exchanges. Tokens,
 * passwords and bodies are never in it. Thread-safe; each call is a look at one moment.
 */
public final class Recording {
    private final EmulatorLoop loop;
    private final Ring ring;
    private final Races races;

    Recording(EmulatorLoop loop, Ring ring, Races races) {
        this.loop = loop;
        this.ring = ring;
        this.races = races;
    }

    /** Returns all exchanges that are kept, in order of arrival. */
    public List<Exchange> exchanges() {
        return since(0);
    }

    /** Returns the exchanges that came after the one of this number. */
    public List<Exchange> since(long number) {
        return loop.get(() -> ring.since(number, Integer.MAX_VALUE));
    }

    /** Returns the exchanges whose path has this in it, for example {@code /produce/}. */
    public List<Exchange> of(String partOfPath) {
        return matching(exchange -> exchange.path().contains(partOfPath));
    }

    /** Returns the exchanges of which this holds, in order of arrival. */
    public List<Exchange> matching(Predicate<Exchange> wanted) {
        return exchanges().stream().filter(wanted).toList();
    }

    /** Returns the number of the newest exchange, to ask later for what came {@link #since}; 0 if there was none. */
    public long last() {
        return loop.get(ring::last);
    }

    /** Returns the races noticed so far, each of which may kill the real gateway. */
    public List<Races.Race> races() {
        return races.all();
    }

    /** Forgets the exchanges that are kept. Numbers go on. */
    public void forget() {
        loop.run(ring::forget);
    }
}
