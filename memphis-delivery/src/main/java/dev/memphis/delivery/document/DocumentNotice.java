package dev.memphis.delivery.document;

import dev.memphis.delivery.notice.Notice;

/** What becomes of documents that are not as expected. */
enum DocumentNotice implements Notice {
    SCHEMA_SAYS_STRINGS("Documents are objects now, but the schema in the events still calls them strings: set"
            + " format.value.schemas.enable=false"),
    STAYS_A_STRING("A document of MongoDB is no JSON object and stays a string: '{}' in an event");

    private final String text;

    DocumentNotice(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
