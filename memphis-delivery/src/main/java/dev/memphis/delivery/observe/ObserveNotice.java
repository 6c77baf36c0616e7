package dev.memphis.delivery.observe;

import dev.memphis.delivery.notice.Notice;

/** What cannot be shown. */
enum ObserveNotice implements Notice {
    NO_METRICS("The Memphis sink's metrics cannot be seen through JMX: {}");

    private final String text;

    ObserveNotice(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
