package dev.memphis.delivery.options;

/** What the documents of MongoDB are in an event. */
public enum DocumentForm {
    /** Strings that hold JSON, as Debezium's connector writes them. */
    TEXT,
    /** JSON objects in the place of those strings. */
    OBJECT
}
