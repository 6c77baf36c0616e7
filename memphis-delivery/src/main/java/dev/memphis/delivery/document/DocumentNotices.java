package dev.memphis.delivery.document;

import dev.memphis.delivery.notice.Notice;

/** What becomes of documents that are not as expected. */
final class DocumentNotices {
    static final Notice SCHEMA_SAYS_STRINGS =
            new Notice("Documents are objects now, but the schema in the events still calls them strings: set"
                    + " format.value.schemas.enable=false");

    static final Notice STAYS_A_STRING =
            new Notice("A document of MongoDB is no JSON object and stays a string: '{}' in an event");

    private DocumentNotices() {}
}
