package dev.memphis.delivery.writer;

import dev.memphis.delivery.notice.Notice;

/** What keeps events from being delivered, and what becomes of those that never can be. */
final class WriterNotices {
    static final Notice FAILS = new Notice("Delivery to Memphis fails and will be retried: {} (since {})");

    static final Notice STILL_FAILS = new Notice("Delivery to Memphis still fails: {} ({} failures since {}, {} ago)");

    static final Notice OUT_OF_PATIENCE = new Notice("Memphis could not be reached for longer than {}={}: {}");

    static final Notice NO_RECEIPTS = new Notice(
            "no receipts on station {}: {}. Give the user the right to produce to it and consume from it, or set"
                    + " {}=false and do without the proof");

    static final Notice NEVER_ACCEPTED = new Notice(
            "Memphis can never accept {}: {}. Correct the event or the station, or set {} to skip or dead-letter"
                    + " (now {})");

    static final Notice SKIPPED = new Notice("Skipped: {} can never be accepted: {}");

    static final Notice TO_STATION = new Notice("To dead letter station {}: {}: {}");

    static final Notice TO_FILE = new Notice("To the dead letter file: {}: {}");

    static final Notice BROKEN = new Notice("an error that the delivery cannot go on after: {}");

    private WriterNotices() {}
}
