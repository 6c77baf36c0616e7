package dev.memphis.cli.config;

/**
 * Something that a configuration names and that was not read. Immutable.
 *
 * @param text what, and why
 * @param server what the server makes of it
 */
public record Unread(String text, Server server) {
    /** What the server does. */
    public enum Server {
        /** It goes on without it and says nothing. */
        LEAVES_IT_OUT,
        /** It does not start. */
        STOPS,
        /** It may read it. */
        UNKNOWN
    }

    static Unread leftOut(String text) {
        return new Unread(text + ": the server leaves it out", Server.LEAVES_IT_OUT);
    }

    static Unread fatal(String text) {
        return new Unread(text + ": the server does not start", Server.STOPS);
    }

    static Unread unknown(String text) {
        return new Unread(text, Server.UNKNOWN);
    }
}
