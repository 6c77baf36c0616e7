package dev.memphis.cli.source;

/**
 * A table of the database. Immutable.
 *
 * @param space the schema, or the database where there are no schemas
 */
public record Table(String space, String name) {
    /** Returns the name as table.include.list and the topic have it. */
    public String full() {
        return space + "." + name;
    }
}
