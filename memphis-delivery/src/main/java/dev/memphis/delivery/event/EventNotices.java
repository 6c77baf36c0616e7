package dev.memphis.delivery.event;

import dev.memphis.delivery.notice.Notice;

/** What becomes of headers that a message cannot carry. */
final class EventNotices {
    static final Notice HEADER_LEFT_OUT = new Notice("Message header '{}' is left out: {}");

    private EventNotices() {}
}
