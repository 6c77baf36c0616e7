package dev.memphis.delivery.turns;

import dev.memphis.delivery.transport.Loop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets sessions that talk to one gateway be alone at it, one after the other: to log in, or to use a station for the first
 * time. Beside another session's requests either can crash the gateway (contract, "Authenticate and refresh"). Of one session
 * its own {@link Course} sees to that, of several in one process this. Safe from any thread.
 */
public final class GatewayTurns {
    /** Those of all deliveries in this process, or in this plugin of it: its classes are loaded once. */
    public static final GatewayTurns OF_THIS_PROCESS = new GatewayTurns();

    private final Map<String, TurnQueue> queues = new ConcurrentHashMap<>();

    /**
     * Returns the seat of a session, which has none at any gateway yet.
     *
     * @param user whose broker connection a log-in replaces
     * @param loop on which the session is told what to do
     */
    public Seat seat(String user, Loop loop, Seat.Session session) {
        return new Seat(this, user, loop, session);
    }

    /** @param gateway host and port */
    TurnQueue at(String gateway) {
        return queues.computeIfAbsent(gateway, ignored -> new TurnQueue());
    }
}
