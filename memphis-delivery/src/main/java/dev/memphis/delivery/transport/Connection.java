package dev.memphis.delivery.transport;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection with pipelining: requests go out at once and are handled by the gateway strictly in order
 * (contract, "Routes"). Opened when made, used until it ends, and then no more. Confined to the loop.
 */
final class Connection {
    /** Told once, when a connection has ended. */
    @FunctionalInterface
    interface Ended {
        void ended(Connection connection, End end);
    }

    /** How a connection ended. */
    enum End {
        /** It had never been open: nothing was sent over it. */
        NEVER_OPEN,
        /** Its last answer said that it would. */
        ANNOUNCED,
        /** It was to take no more requests, and had answered the last one. */
        RETIRED,
        /** Nothing had gone over it for so long that what stands in between may have forgotten it. */
        STALE,
        /** In any other way. */
        BROKEN
    }

    private static final String UNASKED = "an answer to nothing that was asked";

    /**
     * Firewalls, load balancers and address translation forget a connection over which nothing goes, the strictest after a
     * minute, and many say nothing to what is sent over it then: it would wait for its time-out.
     */
    private static final long LONGEST_IDLE = Duration.ofSeconds(30).toNanos();

    private final long number;
    private final Loop loop;
    private final Endpoint endpoint;
    private final Ended onEnd;
    private final Deque<Exchange> waiting = new ArrayDeque<>();
    private final RequestEncoder encoder;
    private final AnswerDecoder decoder = new AnswerDecoder();
    private final Outgoing outgoing;
    /** Null until it is open. */
    private @Nullable NetSocket socket;

    private boolean ended;
    /** Whether the newest answer was the last. */
    private boolean last;

    private boolean retiring;
    /** When something went over it last. */
    private long usedAt;

    private int sent;
    private int answered;

    /**
     * @param number of this connection and no other
     * @param encoder of requests to this endpoint
     */
    Connection(long number, Loop loop, NetClient client, Endpoint endpoint, RequestEncoder encoder, Ended onEnd) {
        this.number = number;
        this.loop = loop;
        this.usedAt = loop.nanoTime();
        this.endpoint = endpoint;
        this.encoder = encoder;
        this.onEnd = onEnd;
        outgoing = new Outgoing(loop);
        client.connect(endpoint.port(), endpoint.host()).onComplete(result -> {
            if (result.succeeded()) {
                opened(result.result());
            } else {
                // A name that cannot be resolved may be told at once; the request that this was made for comes first.
                loop.execute(() -> end(result.cause()));
            }
        });
    }

    long number() {
        return number;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Says whether requests sent over it may be answered, as far as it is known. */
    boolean takesRequests() {
        return !ended && !last && !retiring && !isStale();
    }

    private boolean isStale() {
        return waiting.isEmpty() && loop.nanoTime() - usedAt > LONGEST_IDLE;
    }

    /** Returns how many requests wait for an answer. */
    int load() {
        return waiting.size();
    }

    /** Returns how many requests were ever sent over it. */
    int sent() {
        return sent;
    }

    /** Returns how many of them were answered. */
    int answered() {
        return answered;
    }

    /** Sends a request; not after the end. */
    void send(HttpPost request, Duration timeout, Consumer<HttpReply> done) {
        encoder.encode(request, outgoing.end());
        usedAt = loop.nanoTime();
        waiting.add(new Exchange(usedAt + timeout.toNanos(), done));
        sent++;
        outgoing.written();
    }

    private void opened(NetSocket open) {
        if (ended) {
            // It took so long that it was given up.
            open.close();
            return;
        }
        socket = open;
        open.handler(this::received).exceptionHandler(this::end).closeHandler(ignored -> closed());
        outgoing.to(open);
    }

    private void received(Buffer bytes) {
        if (ended) {
            return;
        }
        usedAt = loop.nanoTime();
        try {
            answered(decoder.decode(bytes.getByteBuf()));
            if (waiting.isEmpty() && !decoder.isBetween()) {
                // Its rest would be taken for the answer to what is asked next.
                end(new SocketException(UNASKED));
            }
        } catch (RuntimeException e) {
            end(e);
        }
    }

    private void answered(List<CompleteAnswer> answers) {
        for (CompleteAnswer answer : answers) {
            // What is told of one answer may have the connection closed.
            if (ended) {
                return;
            }
            if (waiting.isEmpty()) {
                end(new SocketException(UNASKED));
                return;
            }
            answered++;
            last = answer.last();
            waiting.remove().done().accept(answer.reply());
            if (last) {
                end(End.ANNOUNCED, new SocketException("the connection was closed by what answers"));
            }
        }
        retireWhenDone();
    }

    /** Takes no more requests: ends with the last answer. */
    void retire() {
        retiring = true;
        retireWhenDone();
    }

    private void retireWhenDone() {
        if (retiring && !last && !ended && waiting.isEmpty()) {
            end(isStale() ? End.STALE : End.RETIRED, new SocketException("the connection has no more to do"));
        }
    }

    private void closed() {
        if (ended) {
            return;
        }
        try {
            answered(decoder.end().stream().toList());
        } catch (RuntimeException e) {
            end(e);
        }
        end(new SocketException("the connection was closed before the answer"));
    }

    /** Ends the connection if its oldest request has waited too long: what is behind it cannot be answered either. */
    void checkDeadline(long now) {
        Exchange oldest = waiting.peek();
        if (oldest != null && oldest.late(now)) {
            end(new TimeoutException("no answer in time"));
        }
    }

    private void end(Throwable cause) {
        end(socket == null ? End.NEVER_OPEN : End.BROKEN, cause);
    }

    private void end(End how, Throwable cause) {
        if (ended) {
            return;
        }
        List<Exchange> unanswered = leave();
        onEnd.ended(this, how);
        HttpReply none = new HttpReply.None(Reasons.of(cause, endpoint.url()));
        unanswered.forEach(exchange -> exchange.done().accept(none));
    }

    /** Forgets the socket, and returns what it did not answer. */
    private List<Exchange> leave() {
        ended = true;
        outgoing.drop();
        if (socket != null) {
            socket.close();
        }
        List<Exchange> unanswered = List.copyOf(waiting);
        waiting.clear();
        return unanswered;
    }

    /** Breaks off; returns what was not answered, which nobody has been told of. */
    List<Exchange> abandon() {
        return ended ? List.of() : leave();
    }
}
