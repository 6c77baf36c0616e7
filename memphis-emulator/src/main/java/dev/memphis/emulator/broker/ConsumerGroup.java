package dev.memphis.emulator.broker;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Consumers that share a position in a station. Confined to the emulator's loop. */
public final class ConsumerGroup {
    private final String name;
    private final SortedMap<String, Instant> consumers = new TreeMap<>();
    private long next;
    private long delivered;

    /** @param next the number of the message that is read next */
    ConsumerGroup(String name, long next) {
        this.name = name;
        this.next = next;
    }

    /** Returns the group's name. */
    public String name() {
        return name;
    }

    long next() {
        return next;
    }

    void moveTo(long number) {
        next = number;
    }

    void read(long messages) {
        next += messages;
        delivered += messages;
    }

    void seen(String consumer, Instant when) {
        consumers.put(consumer, when);
    }

    /** Returns how many messages it was given, in this run of the emulator. */
    public long delivered() {
        return delivered;
    }

    /** Returns when each consumer last asked, by its name. */
    public SortedMap<String, Instant> consumers() {
        return Collections.unmodifiableSortedMap(consumers);
    }
}
