package dev.memphis.delivery.transport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pipelined connections to one address: which one a request goes over, and their ends. Confined to the loop. */
final class Pipelines {
    /** So many requests a connection carries before the next one is drawn in: a trickle keeps to one. */
    private static final int TRICKLE = 8;

    /** Makes a connection; told of its end. */
    interface Opener {
        Connection open(long number, Connection.Ended onEnd);
    }

    private final Opener opener;
    private final Runnable onUnexpectedEnd;
    private final @Nullable Connection[] places;
    /** Those that take no more requests, and end with their last answer. */
    private final List<Connection> leaving = new ArrayList<>();

    private final Recycling recycling = new Recycling();
    private long numbers;

    Pipelines(int size, Opener opener, Runnable onUnexpectedEnd) {
        this.opener = opener;
        this.onUnexpectedEnd = onUnexpectedEnd;
        this.places = new Connection[size];
    }

    /** Returns the connection for a small request: the first that is not busy. */
    Connection fill() {
        for (int place = 0; place < places.length; place++) {
            if (load(place) < TRICKLE) {
                return usable(place);
            }
        }
        return even();
    }

    /** Returns the least loaded connection. */
    Connection even() {
        int least = 0;
        for (int place = 1; place < places.length && load(least) > 0; place++) {
            if (load(place) < load(least)) {
                least = place;
            }
        }
        return usable(least);
    }

    /** Returns a certain connection, if it takes requests; else any. */
    Connection numbered(long number) {
        for (Connection connection : places) {
            if (connection != null && connection.number() == number && takesRequests(connection)) {
                return connection;
            }
        }
        return fill();
    }

    /** Returns the numbers of those with requests under way that take more, the most loaded first. */
    List<Long> busy() {
        return Arrays.stream(places)
                .filter(connection -> connection != null && takesRequests(connection) && connection.load() > 0)
                .sorted(Comparator.comparingInt(Connection::load).reversed())
                .map(Connection::number)
                .toList();
    }

    private int load(int place) {
        Connection connection = places[place];
        return connection == null || !takesRequests(connection) ? 0 : connection.load();
    }

    private boolean takesRequests(Connection connection) {
        return connection.takesRequests() && !recycling.spent(connection);
    }

    private Connection usable(int place) {
        Connection connection = places[place];
        if (connection != null && takesRequests(connection)) {
            return connection;
        }
        if (connection != null && !connection.hasEnded()) {
            leaving.add(connection);
            connection.retire();
        }
        Connection opened = opener.open(numbers++, this::ended);
        places[place] = opened;
        return opened;
    }

    private void ended(Connection connection, Connection.End end) {
        leaving.remove(connection);
        boolean expected = recycling.expected(connection);
        switch (end) {
            case ANNOUNCED -> recycling.announced(connection.answered());
            case RETIRED -> recycling.outlived();
            case NEVER_OPEN, STALE, BROKEN -> {
                // That says nothing of how long the others last.
            }
        }
        boolean unforeseen = end == Connection.End.BROKEN || (end == Connection.End.ANNOUNCED && !expected);
        if (unforeseen) {
            onUnexpectedEnd.run();
        }
    }

    void checkDeadlines(long now) {
        for (Connection connection : all()) {
            connection.checkDeadline(now);
        }
    }

    private List<Connection> all() {
        List<Connection> all = new ArrayList<>(leaving);
        for (Connection connection : places) {
            if (connection != null) {
                all.add(connection);
            }
        }
        return all;
    }

    /** Breaks all connections off; returns what they did not answer, which nobody has been told of. */
    List<Exchange> abandon() {
        List<Exchange> unanswered = new ArrayList<>();
        all().forEach(connection -> unanswered.addAll(connection.abandon()));
        return unanswered;
    }
}
