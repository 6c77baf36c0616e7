package io.debezium.server.memphis;

import dev.memphis.delivery.notice.Notice;

/** What the sink tells at its start, of changes that lack something, and when it ends. */
final class SinkNotices {
    static final Notice SECRET_WITH_EXPRESSION = new Notice(
            "{} has an expression inside, so each $$ in it counts as one $; a file for the secret takes all as it is");

    static final Notice CHANGE_WITHOUT_ROW = new Notice(
            "A change arrives without its row: topic {}; only message header '{}' tells the row. MongoDB gives the"
                    + " row of a deletion with pre-images: capture.mode=change_streams_update_full_with_pre_image");

    static final Notice DELETION_WITHOUT_VALUE = new Notice(
            "A deletion arrives without a value: topic {}; only message header '{}' tells the row. To keep the"
                    + " row, set delete.tombstone.handling.mode=rewrite at the ExtractNewRecordState transform");

    static final Notice GATEWAY_AWAY = new Notice("The gateway is away: {} (since {}); nothing is to be delivered now");

    static final Notice STOPPED_AT_LOG_IN = new Notice("The Memphis sink was stopped while it logged in");

    static final Notice STOPS = new Notice("The Memphis sink stops: {}");

    private SinkNotices() {}
}
