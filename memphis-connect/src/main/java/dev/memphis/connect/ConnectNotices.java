package dev.memphis.connect;

import dev.memphis.delivery.notice.Notice;

/** What becomes of records that cannot be delivered, and when a task ends. */
final class ConnectNotices {
    static final Notice NO_FIGURES = new Notice("The figures of task {} cannot be seen through JMX: {}");

    static final Notice TO_QUEUE = new Notice("To the dead letter queue of Connect: {}: {}");

    static final Notice QUEUE_REFUSES = new Notice("Connect's dead letter queue does not take {}");

    static final Notice SKIPPED = new Notice("Skipped: {} can never be accepted: {}");

    static final Notice NEVER_ACCEPTED = new Notice(
            "Memphis can never accept {}: {}. Correct the record or the station, or set errors.tolerance=all with"
                    + " errors.deadletterqueue.topic.name, or {} to skip or dead-letter");

    static final Notice DELETION_WITHOUT_VALUE = new Notice(
            "A deletion arrives without a value: topic {}; only message header '{}' tells the row. To keep the"
                    + " row, set delete.tombstone.handling.mode=rewrite at the ExtractNewRecordState transform");

    static final Notice FAILS = new Notice("Task {} fails: {}");

    private ConnectNotices() {}
}
