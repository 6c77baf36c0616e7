package dev.memphis.delivery.transport;

/**
 * After how many answers a connection is ended by what stands before the gateway: nginx' {@code keepalive_requests} and its
 * like. What is sent behind the last answer is never answered (contract, "Proxies in front recycle connections"), so once
 * two connections in a row ended after the same number, the next ones are left in good time. Confined to the loop.
 */
final class Recycling {
    private static final int UNKNOWN = Integer.MAX_VALUE;

    private int last;
    private int limit = UNKNOWN;

    /** Takes note of a connection that was ended from the other side. */
    void ended(int answers) {
        if (answers > 0 && answers == last) {
            limit = answers;
        } else if (answers > 0 && answers < limit) {
            // It ended sooner than was thought: what was learnt does not hold.
            limit = UNKNOWN;
        }
        last = answers;
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
