package dev.memphis.delivery.observe;

import dev.memphis.delivery.notice.Notice;

/** What cannot be shown. */
final class ObserveNotices {
    static final Notice NO_METRICS = new Notice("The Memphis sink's metrics cannot be seen through JMX: {}");

    private ObserveNotices() {}
}
