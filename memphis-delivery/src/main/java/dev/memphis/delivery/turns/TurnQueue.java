package dev.memphis.delivery.turns;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turns at one gateway, in the order in which they were asked for. A turn begins when the other sessions are told to hold
 * still, is granted when they do, and ends when its request is over. No wait is without an end: neither that for the others to
 * hold still nor the turn itself holds anybody up for longer than {@link #LONGEST}, and after a turn the others go on for as
 * long as it lasted, however many turns are asked for. Safe from any thread; whoever is told something is told on its loop, never
 * from within a call.
 */
final class TurnQueue {
    static final Duration LONGEST = Duration.ofSeconds(10);
    /** What a session that left had under way may still be at work in the gateway. */
    static final Duration TAIL = Duration.ofMillis(500);

    private static final Logger LOGGER = LoggerFactory.getLogger(TurnQueue.class);

    /** A turn that was asked for, or has begun. */
    private static final class Turn {
        private final Seat seat;
        private final boolean logIn;
        private final List<Seat> held = new ArrayList<>();
        private final Set<Seat> awaited = new HashSet<>();
        private long begunAt;
        private boolean granted;
        /** When it began or, later, was granted. */
        private long since;

        Turn(Seat seat, boolean logIn) {
            this.seat = seat;
            this.logIn = logIn;
        }

        void begin(long now) {
            begunAt = now;
            since = now;
        }

        void grant(long now) {
            granted = true;
            since = now;
        }
    }

    private final List<Seat> seats = new ArrayList<>();
    private final Deque<Turn> asked = new ArrayDeque<>();
    private @Nullable Turn current;
    /** Until when no turn begins, by the sessions' clock; empty where nothing has happened yet. */
    private Optional<Long> restsUntil = Optional.empty();

    synchronized void join(Seat seat) {
        seats.add(seat);
    }

    /** Asks for a turn; returns whether it is there at once, as where there is nobody else. */
    synchronized boolean take(Seat seat, boolean logIn) {
        Turn turn = new Turn(seat, logIn);
        long now = seat.now();
        Turn before = current;
        if (before == null && seats.size() == 1 && rest(now).isZero()) {
            turn.begin(now);
            turn.grant(now);
            current = turn;
            return true;
        }
        asked.add(turn);
        if (before != null) {
            seat.after(LONGEST, () -> lasts(before, seat));
        }
        beginNext();
        return false;
    }

    synchronized void over(Seat seat, boolean loggedIn) {
        if (loggedIn) {
            tellOfLogIn(seat);
        }
        if (current != null && current.seat == seat) {
            end(current);
        }
    }

    private void tellOfLogIn(Seat seat) {
        seats.stream()
                .filter(other -> other != seat && other.isOfTheUserOf(seat))
                .forEach(other -> other.tell(Seat.Session::replaced));
    }

    synchronized void leave(Seat seat, boolean quiet) {
        seats.remove(seat);
        asked.removeIf(turn -> turn.seat == seat);
        if (!quiet) {
            restFor(TAIL, seat.now());
        }
        Turn turn = current;
        if (turn != null && turn.seat == seat) {
            leave(turn, quiet);
        } else if (turn != null && turn.held.remove(seat)) {
            seat.tell(Seat.Session::goOn);
            turn.seat.after(quiet ? Duration.ZERO : TAIL, () -> still(turn, seat));
        }
        beginNext();
    }

    /** Its session leaves in the middle of it. */
    private void leave(Turn turn, boolean quiet) {
        if (turn.granted && turn.logIn) {
            tellOfLogIn(turn.seat);
        }
        if (quiet || turn.held.isEmpty()) {
            end(turn);
        } else {
            Seat witness = turn.held.getFirst();
            witness.after(TAIL, () -> over(turn.seat, false));
        }
    }

    // ---------------------------------------------------------------- a turn's life

    private synchronized void beginNext() {
        Turn next = asked.peek();
        if (next == null || current != null) {
            return;
        }
        long now = next.seat.now();
        Duration rest = rest(now);
        if (rest.isZero()) {
            current = asked.remove();
            begin(next, now);
        } else {
            next.seat.after(rest, this::beginNext);
        }
    }

    private void begin(Turn turn, long now) {
        turn.begin(now);
        seats.stream().filter(other -> other != turn.seat).forEach(turn.held::add);
        turn.awaited.addAll(turn.held);
        for (Seat other : turn.held) {
            boolean replaced = turn.logIn && other.isOfTheUserOf(turn.seat);
            other.tell(session -> session.hold(replaced, () -> still(turn, other)));
        }
        turn.seat.after(LONGEST, () -> lasts(turn, turn.seat));
        grantIfStill(turn);
    }

    private synchronized void still(Turn turn, Seat seat) {
        turn.awaited.remove(seat);
        grantIfStill(turn);
    }

    private void grantIfStill(Turn turn) {
        if (turn == current && !turn.granted && turn.awaited.isEmpty()) {
            turn.grant(turn.seat.now());
            turn.seat.tell(Seat.Session::granted);
        }
    }

    /** @param waiter who waits for its end, on whose loop its time is watched: the turn's own session may leave */
    private synchronized void lasts(Turn turn, Seat waiter) {
        if (turn != current) {
            return;
        }
        long left = turn.since + LONGEST.toNanos() - waiter.now();
        if (left > 0) {
            waiter.after(Duration.ofNanos(left), () -> lasts(turn, waiter));
        } else if (turn.granted) {
            LOGGER.info("A log-in or first use of a station takes long: the other sessions at the gateway go on");
            end(turn);
        } else {
            LOGGER.info("A log-in or first use of a station waits no longer for other sessions at the gateway");
            turn.awaited.clear();
            grantIfStill(turn);
            lasts(turn, waiter);
        }
    }

    private void end(Turn turn) {
        current = null;
        turn.held.forEach(other -> other.tell(Seat.Session::goOn));
        if (!turn.held.isEmpty()) {
            long now = turn.seat.now();
            restFor(Duration.ofNanos(now - turn.begunAt), now);
        }
        beginNext();
    }

    // ---------------------------------------------------------------- rest between turns

    private Duration rest(long now) {
        return restsUntil.map(end -> Duration.ofNanos(Math.max(0, end - now))).orElse(Duration.ZERO);
    }

    private void restFor(Duration rest, long now) {
        Duration already = rest(now);
        restsUntil = Optional.of(now + (rest.compareTo(already) > 0 ? rest : already).toNanos());
    }
}
