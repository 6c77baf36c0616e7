package dev.memphis.delivery.writer;

import dev.memphis.delivery.notice.Notice;

/** What keeps events from being delivered, and what becomes of those that never can be. */
enum WriterNotice implements Notice {
    FAILS("Delivery to Memphis fails and will be retried: {} (since {})"),
    STILL_FAILS("Delivery to Memphis still fails: {} ({} failures since {}, {} ago)"),
    OUT_OF_PATIENCE("Memphis could not be reached for longer than {}={}: {}"),
    NO_RECEIPTS("no receipts on station {}: {}. Give the user the right to produce to it and consume from it, or set"
            + " {}=false and do without the proof"),
    NEVER_ACCEPTED("Memphis can never accept {}: {}. Mend the event or the station, or set {} to skip or dead-letter"
            + " (now {})"),
    SKIPPED("Skipped: {} can never be accepted: {}"),
    TO_STATION("To dead letter station {}: {}: {}"),
    TO_FILE("To the dead letter file: {}: {}"),
    BROKEN("an error that the delivery cannot go on after: {}");

    private final String text;

    WriterNotice(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
