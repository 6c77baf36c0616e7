package io.debezium.server.memphis.offsets;

import dev.memphis.delivery.notice.Notice;

/** What keeps offsets from being read or saved. */
final class OffsetNotices {
    static final Notice DAMAGED = new Notice(
            "{} is damaged: going on with the offsets of before, from {}; what came after them is sent again");

    static final Notice NOT_LOCKED =
            new Notice("{} cannot be locked ({}): see to it yourself that only one server uses these offsets");

    static final Notice NOT_SAVED =
            new Notice("Offsets cannot be saved to {}: {}. Those of before are kept; after a restart what came since is"
                    + " sent again");

    static final Notice STOPS = new Notice("The store of offsets stops: {}");

    static final Notice NO_FILE =
            new Notice("debezium.source.{} is missing: name the file for the offsets, for example data/offsets.dat");

    static final Notice NO_FOLDER = new Notice("the folder {} for the offsets cannot be made: {}");

    static final Notice UNREADABLE = new Notice("{} cannot be read: {}");

    static final Notice NOT_WHOLE = new Notice(
            "{} holds no whole offsets, as a store leaves it that is killed while it writes: put a copy of it"
                    + " back, or delete it to begin anew with a snapshot, without the changes in between");

    static final Notice UNWRITABLE = new Notice("offsets cannot be written to {}: {}");

    static final Notice LOCK_UNWRITABLE = new Notice("{} cannot be written: {}");

    static final Notice IN_USE =
            new Notice("{} is in use by another process{}: end that, or give each server a file of its own");

    private OffsetNotices() {}
}
