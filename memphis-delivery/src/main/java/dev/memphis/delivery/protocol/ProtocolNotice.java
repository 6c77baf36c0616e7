package dev.memphis.delivery.protocol;

import dev.memphis.delivery.notice.Notice;

/** What the gateway refuses for good, and what does not fit into a request. */
enum ProtocolNotice implements Notice {
    NO_SUCH_ROUTE("the gateway has no such route: {}"),
    NO_RIGHT("the user has no right to do this: {}"),
    USER_REFUSED("the gateway refuses user '{}': check {} and {}"),
    LOG_IN_NOT_ACCEPTED("the gateway does not accept the log-in of user '{}': {}"),
    HEADER_TOO_LONG("Message header '{}' is left out: with {} bytes it does not fit into the {} bytes that the token"
            + " leaves of the gateway's {}");

    private final String text;

    ProtocolNotice(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
