package dev.memphis.delivery.reading;

import dev.memphis.delivery.notice.Notice;

/** What stands in a configuration and is not used. */
final class ReadingNotices {
    static final Notice VARIABLE_LEFT_ALONE =
            new Notice("The variable {} is no option and is left alone; {} lists all options");

    private ReadingNotices() {}
}
