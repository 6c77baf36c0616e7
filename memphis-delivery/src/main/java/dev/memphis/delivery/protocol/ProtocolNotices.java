package dev.memphis.delivery.protocol;

import dev.memphis.delivery.notice.Notice;

/** What the gateway refuses for good, and what does not fit into a request. */
final class ProtocolNotices {
    static final Notice NO_SUCH_ROUTE = new Notice("the gateway has no such route: {}");

    static final Notice NO_RIGHT = new Notice("the user has no right to do this: {}");

    static final Notice USER_REFUSED = new Notice("the gateway refuses user '{}': check {} and {}");

    static final Notice LOG_IN_NOT_ACCEPTED = new Notice("the gateway does not accept the log-in of user '{}': {}");

    static final Notice HEADER_TOO_LONG =
            new Notice("Message header '{}' is left out: with {} bytes it does not fit into the {} bytes that the token"
                    + " leaves of the gateway's {}");

    private ProtocolNotices() {}
}
