package io.debezium.server.memphis.offsets;

import dev.memphis.delivery.notice.Notice;

/** What keeps offsets from being read or saved. */
enum OffsetNotice implements Notice {
    DAMAGED("{} is damaged: going on with the offsets of before, from {}; what came after them is sent again"),
    NOT_LOCKED("{} cannot be locked ({}): see to it yourself that only one server uses these offsets"),
    NOT_SAVED("Offsets cannot be saved to {}: {}. Those of before are kept; after a restart what came since is"
            + " sent again"),
    STOPS("The store of offsets stops: {}"),
    NO_FILE("debezium.source.{} is missing: name the file for the offsets, for example data/offsets.dat"),
    NO_FOLDER("the folder {} for the offsets cannot be made: {}"),
    UNREADABLE("{} cannot be read: {}"),
    NOT_WHOLE("{} holds no whole offsets, as a store leaves it that is killed while it writes: put a copy of it"
            + " back, or delete it to begin anew with a snapshot, without the changes in between"),
    UNWRITABLE("offsets cannot be written to {}: {}"),
    LOCK_UNWRITABLE("{} cannot be written: {}"),
    IN_USE("{} is in use by another process{}: end that, or give each server a file of its own");

    private final String text;

    OffsetNotice(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
