package dev.memphis.emulator.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a gateway process keeps in memory, and loses when it dies: its broker connections, one for each user. Also
 * watches for the two races that kill the real one. Confined to the emulator's loop.
 */
public final class GatewayProcess {
    /** So long after a connection took the place of a dropped one, no client can have noticed. */
    private static final long UNNOTICED_NANOS = 1_000_000_000;

    /** @param excused whether no client could know that the station was new to the connection */
    private record FirstProduce(String station, String request, boolean excused) {}

    private final BrokerPath path;
    private final Races races;
    private final Map<String, Link> links = new HashMap<>();
    /** Connections that were swapped for new ones or dropped: they still pass on what they hold. */
    private final List<Link> leaked = new ArrayList<>();
    /** Users whose connection the cleaner has dropped, and nobody has made another one since. */
    private final Set<String> dropped = new HashSet<>();
    /** Until when clients of a user cannot know that the cleaner made them another connection. */
    private final Map<String, Long> excusedUntil = new HashMap<>();

    private final Map<Object, String> authenticating = new HashMap<>();
    private final Map<Object, String> producing = new HashMap<>();
    private final Map<Object, FirstProduce> firstProducing = new HashMap<>();
    private boolean authenticateBroken;

    /** Starts without any broker connection. */
    public GatewayProcess(BrokerPath path, Races races) {
        this.path = path;
        this.races = races;
    }

    /** The broker connection of a user, if there is one. */
    public Optional<Link> link(Tokens.Session session) {
        return Optional.ofNullable(links.get(session.user()));
    }

    /** Opens a broker connection for a user who has just logged in or refreshed, in place of the one that there was. */
    public Link connect(Tokens.Session session) {
        dropped.remove(session.user());
        excusedUntil.remove(session.user());
        return open(session, System.nanoTime());
    }

    /** Opens a broker connection for a request that found none. */
    public Link connectForRequest(Tokens.Session session) {
        long now = System.nanoTime();
        if (dropped.remove(session.user())) {
            excusedUntil.put(session.user(), now + UNNOTICED_NANOS);
        }
        return open(session, excusedUntil.getOrDefault(session.user(), now));
    }

    private Link open(Tokens.Session session, long excused) {
        Link link = new Link(path, session.username(), () -> authenticateBroken = true, excused);
        leaked.removeIf(Link::isLost);
        Optional.ofNullable(links.put(session.user(), link)).ifPresent(leaked::add);
        return link;
    }

    /** Drops the broker connections that are reconnecting; what they hold is still sent, should they succeed. */
    public void clean() {
        links.entrySet().removeIf(entry -> {
            boolean drop = entry.getValue().isReconnecting();
            if (drop) {
                leaked.add(entry.getValue());
                dropped.add(entry.getKey());
            }
            return drop;
        });
    }

    /** Says whether log-ins fail until the process ends (contract, "Authenticate and refresh"). */
    public boolean authenticateBroken() {
        return authenticateBroken;
    }

    /** The broker serves again. */
    public void brokerIsBack() {
        all().forEach(Link::flush);
    }

    /** The broker's process died, and with it what was on the connections. */
    public void brokerDied() {
        all().forEach(Link::brokerDied);
    }

    /** The broker stayed away too long: accepted messages are lost. */
    public void brokerIsGone() {
        authenticateBroken = true;
        die();
    }

    /** The process dies: accepted messages are lost. */
    void die() {
        all().forEach(Link::lose);
    }

    private List<Link> all() {
        List<Link> all = new ArrayList<>(leaked);
        all.addAll(links.values());
        return all;
    }

    // ---------------------------------------------------------------- races

    /** A log-in or refresh begins; the result, when run, ends it. */
    public Runnable beginAuthentication(String request) {
        first(producing).ifPresent(produce -> races.notice("a log-in meets a produce", request, produce));
        Object ticket = new Object();
        authenticating.put(ticket, request);
        return () -> authenticating.remove(ticket);
    }

    /** A produce begins; the result, when run, ends it. */
    public Runnable beginProduce(String station, Link link, String request) {
        if (!authenticating.isEmpty()) {
            races.notice("a log-in meets a produce", first(authenticating).orElseThrow(), request);
        }
        Object ticket = new Object();
        producing.put(ticket, request);
        if (!link.knows(station)) {
            beginFirst(ticket, new FirstProduce(station, request, link.isExcused()));
        }
        return () -> {
            producing.remove(ticket);
            firstProducing.remove(ticket);
        };
    }

    private void beginFirst(Object ticket, FirstProduce first) {
        if (!first.excused()) {
            firstProducing.values().stream()
                    .filter(other -> !other.excused() && !other.station().equals(first.station()))
                    .findAny()
                    .ifPresent(other -> races.notice("two first produces meet", other.request(), first.request()));
        }
        firstProducing.put(ticket, first);
    }

    private static Optional<String> first(Map<Object, String> requests) {
        return requests.values().stream().findFirst();
    }
}
