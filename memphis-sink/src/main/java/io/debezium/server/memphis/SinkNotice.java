package io.debezium.server.memphis;

import dev.memphis.delivery.notice.Notice;

/** What the sink tells at its start, of changes that lack something, and when it ends. */
enum SinkNotice implements Notice {
    SECRET_WITH_EXPRESSION(
            "{} has an expression inside, so each $$ in it counts as one $; a file for the secret takes all as it is"),
    CHANGE_WITHOUT_ROW(
            "A change arrives without its row: topic {}; only message header '{}' tells the row. MongoDB gives the"
                    + " row of a deletion with pre-images: capture.mode=change_streams_update_full_with_pre_image"),
    DELETION_WITHOUT_VALUE(
            "A deletion arrives without a value: topic {}; only message header '{}' tells the row. To keep the"
                    + " row, set delete.tombstone.handling.mode=rewrite at the ExtractNewRecordState transform"),
    GATEWAY_AWAY("The gateway is away: {} (since {}); nothing is to be delivered now"),
    STOPPED_AT_LOG_IN("The Memphis sink was stopped while it logged in"),
    STOPS("The Memphis sink stops: {}");

    private final String text;

    SinkNotice(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
