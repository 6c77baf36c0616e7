package dev.memphis.benchmark.cell;

/** What the source does. */
public enum Scenario {
    /** A table full of rows is read as fast as can be. */
    SNAPSHOT,
    /** Rows are inserted at a steady rate. */
    STREAM
}
