package dev.memphis.delivery.writer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What was accepted and is not proved, in the order in which it was accepted. Confined to the loop. */
final class Unproved {
    private final Deque<Attempt> attempts = new ArrayDeque<>();
    private long accepted;
    private int events;

    void add(Attempt attempt) {
        attempt.acceptedAs(accepted++);
        attempts.addLast(attempt);
        events += attempt.request().items().size();
    }

    /** Returns how many requests were ever accepted. */
    long accepted() {
        return accepted;
    }

    int events() {
        return events;
    }

    boolean isEmpty() {
        return attempts.isEmpty();
    }

    /** Returns when the last of them was written. */
    long newestWrittenAt() {
        long newest = Long.MIN_VALUE;
        for (Attempt attempt : attempts) {
            newest = Math.max(newest, attempt.writtenAt());
        }
        return newest;
    }

    /** Returns the numbers of the connections that they went over. */
    Set<Long> connections() {
        Set<Long> connections = new TreeSet<>();
        attempts.forEach(attempt -> connections.add(attempt.connection()));
        return connections;
    }

    /** Says whether there is one of a kind. */
    boolean any(Predicate<Attempt> kind) {
        return attempts.stream().anyMatch(kind);
    }

    /** Takes out and returns those of a kind. */
    List<Attempt> take(Predicate<Attempt> kind) {
        List<Attempt> taken = new ArrayList<>(attempts.size());
        attempts.removeIf(attempt -> kind.test(attempt) && taken.add(attempt));
        for (Attempt attempt : taken) {
            events -= attempt.request().items().size();
        }
        return taken;
    }

    void clear() {
        attempts.clear();
        events = 0;
    }
}
