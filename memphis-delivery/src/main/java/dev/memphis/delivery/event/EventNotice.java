package dev.memphis.delivery.event;

import dev.memphis.delivery.notice.Notice;

/** What becomes of headers that a message cannot carry. */
enum EventNotice implements Notice {
    HEADER_LEFT_OUT("Message header '{}' is left out: {}");

    private final String text;

    EventNotice(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
