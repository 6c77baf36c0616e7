package dev.memphis.delivery.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requests that need no place in any order: log-in, refresh, consume. Each has a connection to itself for as long as it is under
 * way; one that has nothing to do carries the next. Confined to the loop.
 */
final class Aside {
    private final Function<Connection.Ended, Connection> opener;
    private final List<Connection> connections = new ArrayList<>();

    /** @param opener makes a connection; told of its end */
    Aside(Function<Connection.Ended, Connection> opener) {
        this.opener = opener;
    }

    /** @param timeout for the whole answer */
    void post(HttpPost request, Duration timeout, Consumer<HttpReply> done) {
        Connection idle = idle();
        Connection connection = idle == null ? open() : idle;
        connection.send(request, timeout, done);
    }

    private @Nullable Connection idle() {
        for (Connection connection : List.copyOf(connections)) {
            if (!connection.takesRequests()) {
                connection.retire();
            } else if (connection.load() == 0) {
                return connection;
            }
        }
        return null;
    }

    private Connection open() {
        Connection opened = opener.apply((connection, end) -> connections.remove(connection));
        connections.add(opened);
        return opened;
    }

    void checkDeadlines(long now) {
        List.copyOf(connections).forEach(connection -> connection.checkDeadline(now));
    }

    /** Breaks all off; returns what was not answered, which nobody has been told of. */
    List<Exchange> abandon() {
        List<Exchange> unanswered = new ArrayList<>();
        connections.forEach(connection -> unanswered.addAll(connection.abandon()));
        connections.clear();
        return unanswered;
    }
}
