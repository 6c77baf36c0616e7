package dev.memphis.delivery.protocol;

/** What came of renewing the token. */
public sealed interface Renewal {
    /** There is a fresh token. */
    record Done() implements Renewal {}

    /** Not now; try again later. */
    record Later(String reason) implements Renewal {}

    /** Never: the credentials are wrong. The reason names the user and the option, never the password. */
    record Never(String reason) implements Renewal {}
}
