package dev.memphis.delivery.transport;

/**
 * After how many answers a connection is ended by what stands before the gateway: nginx' {@code keepalive_requests} and its
 * like. What is sent behind the last answer is never answered (contract, "Proxies in front recycle connections"), so once
 * two connections in a row said {@code Connection: close} with the same answer, the next ones are left in good time. An end
 * that was not announced teaches nothing: a gateway that dies ends many at once, and often after as many answers.
 * Confined to the loop.
 */
final class Recycling {
    private static final int UNKNOWN = Integer.MAX_VALUE;

    private int last;
    private int limit = UNKNOWN;

    /** Takes note of a connection whose last answer announced its end. */
    void announced(int answers) {
        limit = answers == last ? answers : UNKNOWN;
        last = answers;
    }

    /** A connection gave its last expected answer and did not announce its end: what was learnt does not hold. */
    void outlived() {
        limit = UNKNOWN;
        last = 0;
    }

    /** Says whether a connection has carried as many requests as it will see answered. */
    boolean spent(Connection connection) {
        return connection.sent() >= limit;
    }

    /** Says whether the end of a connection was foreseen, and left nothing unanswered. */
    boolean expected(Connection connection) {
        return connection.answered() == limit && connection.sent() == limit;
    }
}
