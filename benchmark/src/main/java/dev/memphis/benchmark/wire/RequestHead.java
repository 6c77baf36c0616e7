package dev.memphis.benchmark.wire;

import java.nio.charset.StandardCharsets;

/** Reads a request's head, and of it only what matters: where it leads, and how long the body is. Reused for each request. */
final class RequestHead {
    /** What a request wants. */
    enum Route {
        AUTH,
        CONSUME,
        PRODUCE
    }

    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AUTH = "/auth/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONSUME = "/consume/batch".getBytes(StandardCharsets.US_ASCII);

    private Route route = Route.PRODUCE;
    private int bodyStart;
    private int bodyLength;

    /** Reads the head that starts at a position; returns whether it is there as a whole. */
    boolean read(byte[] bytes, int from, int to) {
        bodyLength = -1;
        int line = from;
        while (true) {
            int end = lineEnd(bytes, line, to);
            if (end < 0) {
                return false;
            }
            if (line == from) {
                route = route(bytes, from, end);
            } else if (end == line) {
                bodyStart = end + 2;
                return true;
            } else if (startsIgnoringCase(bytes, line, end)) {
                bodyLength = number(bytes, line + LENGTH.length, end);
            }
            line = end + 2;
        }
    }

    /** Returns where a line's CR is, or -1. */
    private static int lineEnd(byte[] bytes, int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static Route route(byte[] bytes, int from, int end) {
        int path = from;
        while (path < end && bytes[path] != '/') {
            path++;
        }
        int pathEnd = path;
        while (pathEnd < end && bytes[pathEnd] != '?' && bytes[pathEnd] != ' ') {
            pathEnd++;
        }
        if (matches(bytes, path, pathEnd, AUTH)) {
            return Route.AUTH;
        }
        return matches(bytes, pathEnd - CONSUME.length, pathEnd, CONSUME) ? Route.CONSUME : Route.PRODUCE;
    }

    private static boolean matches(byte[] bytes, int from, int end, byte[] text) {
        if (from < 0 || end - from < text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (bytes[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsIgnoringCase(byte[] bytes, int from, int end) {
        if (end - from < LENGTH.length) {
            return false;
        }
        for (int i = 0; i < LENGTH.length; i++) {
            // Header names hold no character that this bit would confuse.
            if ((bytes[from + i] | 0x20) != LENGTH[i] && bytes[from + i] != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] bytes, int from, int end) {
        int number = 0;
        for (int i = from; i < end; i++) {
            if (bytes[i] >= '0' && bytes[i] <= '9') {
                number = number * 10 + (bytes[i] - '0');
            }
        }
        return number;
    }

    Route route() {
        return route;
    }

    int bodyStart() {
        return bodyStart;
    }

    /** Returns how many bytes the body has; -1 where no Content-Length says so. */
    int bodyLength() {
        return bodyLength;
    }
}
