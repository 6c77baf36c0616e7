package dev.memphis.delivery.reading;

import dev.memphis.delivery.notice.Notice;

/** What stands in a configuration and is not used. */
enum ReadingNotice implements Notice {
    VARIABLE_LEFT_ALONE("The variable {} is no option and is left alone; {} lists all options");

    private final String text;

    ReadingNotice(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
