package dev.memphis.delivery.transport;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * HTTP to one of the configured addresses. Requests whose order counts go over a few pipelined connections, each of which
 * is answered strictly in order (contract, "Routes": pipelining); the others go aside. Every method is called on the
 * {@link Loop}; every reply comes there, exactly once and never before the call returned.
 */
public interface Transport extends AutoCloseable {
    /** How requests are shared out among the pipelined connections. */
    enum Spread {
        /** One connection after the other is filled: a trickle of small requests keeps to one. */
        FILL,
        /** The least loaded one: large requests are spread at once. */
        EVEN
    }

    /**
     * Sends a request over a pipelined connection.
     *
     * @return the number of the connection; no two have the same, also one after the other
     */
    long send(HttpPost request, Spread spread, Duration timeout, Consumer<HttpReply> done);

    /**
     * Sends a request behind what is under way on a connection; over another one where that has ended or takes no more.
     *
     * @return the number of the connection that took it
     */
    long sendBehind(long connection, HttpPost request, Duration timeout, Consumer<HttpReply> done);

    /** Sends a request that needs no place in any order, over a connection of its own. */
    void post(HttpPost request, Duration timeout, Consumer<HttpReply> done);

    /**
     * Says whom to tell when a pipelined connection ended unexpectedly, in use or idle, before the requests that it leaves
     * unanswered are told so.
     */
    void onEnd(Runnable listener);

    /** Returns the numbers of the pipelined connections with requests under way that take more, the most loaded first. */
    List<Long> busy();

    /** Turns to the next address; returns whether there is another. */
    boolean turn();

    /** Returns the address in use, without secrets, for messages. */
    String url();

    /** Breaks off everything under way; outstanding replies may never come. */
    @Override
    void close();
}
