package dev.memphis.emulator.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a gateway process keeps in memory, and loses when it dies: its broker connections, one for each user. Also
 * watches for the two races that kill the real one. Confined to the emulator's loop.
 */
final class GatewayProcess {
    private record FirstProduce(String station, String request) {}

    private final BrokerPath path;
    private final Races races;
    private final Map<String, Link> links = new HashMap<>();
    /** Connections that were swapped for new ones: they are leaked, and still pass on what they hold. */
    private final List<Link> leaked = new ArrayList<>();

    private final Map<Object, String> authenticating = new HashMap<>();
    private final Map<Object, String> producing = new HashMap<>();
    private final Map<Object, FirstProduce> firstProducing = new HashMap<>();
    private final List<Runnable> waitingForBroker = new ArrayList<>();
    private boolean authenticateBroken;

    GatewayProcess(BrokerPath path, Races races) {
        this.path = path;
        this.races = races;
    }

    /** The broker connection of a user, if there is one. */
    Optional<Link> link(Tokens.Session session) {
        return Optional.ofNullable(links.get(session.user()));
    }

    /** Opens a broker connection for a user, in place of the one that there was. */
    Link connect(Tokens.Session session) {
        Link link = new Link(path, session.username());
        Link old = links.put(session.user(), link);
        if (old != null) {
            leaked.add(old);
        }
        return link;
    }

    int leakedConnections() {
        return leaked.size();
    }

    boolean authenticateBroken() {
        return authenticateBroken;
    }

    /** Runs a task when the broker is back. */
    void onceBrokerIsBack(Runnable task) {
        waitingForBroker.add(task);
    }

    void brokerIsBack() {
        leaked.forEach(Link::flush);
        links.values().forEach(Link::flush);
        List<Runnable> woken = List.copyOf(waitingForBroker);
        waitingForBroker.clear();
        woken.forEach(Runnable::run);
    }

    /** The broker stayed away too long. Returns how many accepted messages are lost. */
    int brokerIsGone() {
        authenticateBroken = true;
        return loseAll();
    }

    /** The process dies. Returns how many accepted messages are lost. */
    int die() {
        return loseAll();
    }

    private int loseAll() {
        int gone = 0;
        for (Link link : leaked) {
            gone += link.lose();
        }
        for (Link link : links.values()) {
            gone += link.lose();
        }
        return gone;
    }

    // ---------------------------------------------------------------- races

    /** A log-in or refresh begins; the result, when run, ends it. */
    Runnable beginAuthentication(String request) {
        first(producing).ifPresent(produce -> races.notice("a log-in meets a produce", request, produce));
        Object ticket = new Object();
        authenticating.put(ticket, request);
        return () -> authenticating.remove(ticket);
    }

    /** A produce begins; the result, when run, ends it. */
    Runnable beginProduce(String station, boolean firstUse, String request) {
        if (!authenticating.isEmpty()) {
            races.notice("a log-in meets a produce", first(authenticating).orElseThrow(), request);
        }
        if (!firstUse && firstProducing.isEmpty()) {
            // Known stations are many and quick: they are only of interest while something slow is under way.
            Object ticket = new Object();
            producing.put(ticket, request);
            return () -> producing.remove(ticket);
        }
        if (firstUse) {
            firstProducing.values().stream()
                    .filter(other -> !other.station().equals(station))
                    .findAny()
                    .ifPresent(other -> races.notice("two first produces meet", other.request(), request));
        }
        Object ticket = new Object();
        producing.put(ticket, request);
        if (firstUse) {
            firstProducing.put(ticket, new FirstProduce(station, request));
        }
        return () -> {
            producing.remove(ticket);
            firstProducing.remove(ticket);
        };
    }

    private static Optional<String> first(Map<Object, String> requests) {
        return requests.values().stream().findFirst();
    }
}
