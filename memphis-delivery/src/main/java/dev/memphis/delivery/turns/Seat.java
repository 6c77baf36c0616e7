package dev.memphis.delivery.turns;

import dev.memphis.delivery.transport.Loop;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session's place among those that talk to its gateway. Confined to the session's loop, but for what its queue asks. */
public final class Seat {
    /** What a session is told, on its loop. */
    public interface Session {
        /** It is this session's turn. */
        void granted();

        /**
         * Send nothing more: another session waits to be alone.
         *
         * @param replaced whether that one may replace the broker connection: then what was accepted is proved before
         * @param still to be run when nothing is under way any more
         */
        void hold(boolean replaced, Runnable still);

        /** The other session's turn is over. */
        void goOn();

        /** Another session of the same user logged in, so that the broker connection is, or may be, another one. */
        void replaced();
    }

    private final GatewayTurns turns;
    private final String user;
    private final Loop loop;
    private final Session session;
    /** Null before it is at a gateway, and after it has left. */
    private @Nullable TurnQueue queue;

    Seat(GatewayTurns turns, String user, Loop loop, Session session) {
        this.turns = turns;
        this.user = user;
        this.loop = loop;
        this.session = session;
    }

    /** Comes to a gateway, from another one or from none. */
    public void moveTo(String url) {
        leave(true);
        TurnQueue there = turns.at(URI.create(url).getAuthority().toLowerCase(Locale.ROOT));
        queue = there;
        there.join(this);
    }

    /**
     * Asks for a turn; returns whether it is there at once. Otherwise the session is told when it is.
     *
     * @param logIn whether it is for a log-in or a refresh
     */
    public boolean take(boolean logIn) {
        TurnQueue here = queue;
        return here == null || here.take(this, logIn);
    }

    /**
     * Gives a turn back.
     *
     * @param loggedIn whether it was used to log in, or to try
     */
    public void over(boolean loggedIn) {
        if (queue != null) {
            queue.over(this, loggedIn);
        }
    }

    /** @param quiet whether nothing is under way */
    public void leave(boolean quiet) {
        if (queue != null) {
            queue.leave(this, quiet);
            queue = null;
        }
    }

    // ---------------------------------------------------------------- asked by the queue

    boolean isOfTheUserOf(Seat other) {
        return user.equals(other.user);
    }

    void tell(Consumer<Session> what) {
        loop.execute(() -> what.accept(session));
    }

    void after(Duration wait, Runnable what) {
        loop.execute(() -> loop.schedule(wait, what));
    }

    long now() {
        return loop.nanoTime();
    }
}
