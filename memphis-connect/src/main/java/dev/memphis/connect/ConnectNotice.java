package dev.memphis.connect;

import dev.memphis.delivery.notice.Notice;

/** What becomes of records that cannot be delivered, and when a task ends. */
enum ConnectNotice implements Notice {
    NO_FIGURES("The figures of task {} cannot be seen through JMX: {}"),
    TO_QUEUE("To the dead letter queue of Connect: {}: {}"),
    QUEUE_REFUSES("Connect's dead letter queue does not take {}"),
    SKIPPED("Skipped: {} can never be accepted: {}"),
    NEVER_ACCEPTED("Memphis can never accept {}: {}. Mend the record or the station, or set errors.tolerance=all with"
            + " errors.deadletterqueue.topic.name, or {} to skip or dead-letter"),
    DELETION_WITHOUT_VALUE(
            "A deletion arrives without a value: topic {}; only message header '{}' tells the row. To keep the"
                    + " row, set delete.tombstone.handling.mode=rewrite at the ExtractNewRecordState transform"),
    FAILS("Task {} fails: {}");

    private final String text;

    ConnectNotice(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
