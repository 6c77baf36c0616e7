package dev.memphis.delivery.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A Memphis broker and the gateway's connections to it, in simulated time (contract, "What a receipt does not prove"). What
 * is on a connection when the broker dies is lost; what comes later is kept, and sent when the connection is there again.
 */
final class SimulatedBroker {
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final int ATTEMPTS = 9;

    private final SimulatedLoop loop;
    private final Random random;
    /** What the broker has, by station, in the order of its arrival; repeated messages included. */
    final Map<String, List<String>> stored = new HashMap<>();
    /** How many messages were lost that had been answered with 200. */
    int lost;

    private final Map<String, Integer> read = new HashMap<>();
    private final List<Link> links = new ArrayList<>();
    private boolean up = true;

    private record Message(String station, String data) {}

    /** A connection of the gateway to the broker. */
    final class Link {
        /** Consumers and the groups of their first calls. */
        final Map<String, String> groups = new HashMap<>();

        private final Deque<Message> onTheWay = new ArrayDeque<>();
        private final Deque<Message> buffer = new ArrayDeque<>();
        private final Duration lag =
                Duration.ofNanos(50_000 + random.nextInt(random.nextInt(8) == 0 ? 200_000_000 : 3_000_000));
        private boolean connected = true;
        private boolean closed;
        private int attempts;

        boolean isReconnecting() {
            return !connected && !closed;
        }

        boolean isConnected() {
            return connected;
        }

        boolean isClosed() {
            return closed;
        }

        void publish(String station, String data) {
            Message message = new Message(station, data);
            if (connected) {
                onTheWay.add(message);
                loop.schedule(lag, this::arrive);
            } else {
                buffer.add(message);
            }
        }

        private void arrive() {
            if (connected && !onTheWay.isEmpty()) {
                store(onTheWay.remove());
            }
        }

        private void cut() {
            connected = false;
            lost += onTheWay.size();
            onTheWay.clear();
            attempts = 0;
            attemptLater();
        }

        private void attemptLater() {
            loop.schedule(ATTEMPT.plusMillis(random.nextInt(100)), () -> {
                if (closed) {
                    return;
                }
                if (up) {
                    connected = true;
                    buffer.forEach(SimulatedBroker.this::store);
                    buffer.clear();
                } else if (++attempts < ATTEMPTS) {
                    attemptLater();
                } else {
                    close();
                }
            });
        }

        /** Given up, or its process is gone: what it holds is lost. */
        void close() {
            closed = true;
            connected = false;
            lost += onTheWay.size() + buffer.size();
            onTheWay.clear();
            buffer.clear();
        }
    }

    SimulatedBroker(SimulatedLoop loop, Random random) {
        this.loop = loop;
        this.random = random;
    }

    boolean isUp() {
        return up;
    }

    Link connect() {
        Link link = new Link();
        links.add(link);
        return link;
    }

    private void store(Message message) {
        stored.computeIfAbsent(message.station(), name -> new ArrayList<>()).add(message.data());
    }

    /** Kills the broker, and starts it again. */
    void kill(Duration downFor) {
        if (up) {
            up = false;
            links.removeIf(Link::isClosed);
            links.stream().filter(Link::isConnected).toList().forEach(Link::cut);
            loop.schedule(downFor, () -> up = true);
        }
    }

    List<String> consume(String station, String group, int most) {
        List<String> all = stored.getOrDefault(station, List.of());
        int from = read.getOrDefault(station + " " + group, 0);
        int to = Math.min(all.size(), from + most);
        read.put(station + " " + group, to);
        return List.copyOf(all.subList(from, to));
    }
}
