package dev.memphis.delivery.options;

/** Which events wait for each other. */
public enum Ordering {
    /** Events of one record key reach a station in source order; different keys go at once. */
    KEY,
    /** All events of a station reach it in source order. */
    STATION,
    /** No order is kept. */
    NONE
}
