package dev.memphis.emulator.faults;

import java.util.Locale;

/** The gateway's requests by kind. */
public enum Requests {
    /** All of them. */
    ALL(""),
    /** Single messages and batches. */
    PRODUCE("/produce/"),
    /** Reading of messages. */
    CONSUME("/consume/"),
    /** Log-ins and refreshes. */
    AUTH("/auth/");

    private final String mark;

    Requests(String mark) {
        this.mark = mark;
    }

    /** Says whether a request with this path is of this kind; paths are matched without regard to case. */
    public boolean covers(String path) {
        return this == ALL || path.toLowerCase(Locale.ROOT).contains(mark);
    }
}
