package dev.memphis.emulator.broker;

import dev.memphis.emulator.schema.Schema;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The schemas that stations may use, by name; the newest version of each. Confined to the emulator's loop. */
public final class Schemas {
    private final SortedMap<String, Schema> schemas = new TreeMap<>();
    private final Journal journal;

    /** @param journal is told of each change */
    public Schemas(Journal journal) {
        this.journal = journal;
    }

    /** Returns the schema of a name; empty if there is none. */
    public Optional<Schema> find(String name) {
        return Optional.ofNullable(schemas.get(name));
    }

    /** Returns all schemas by name. */
    public Collection<Schema> all() {
        return schemas.values();
    }

    /** Adds a schema, or a newer version of one. */
    public void put(Schema schema) {
        schemas.put(schema.name(), schema);
        journal.catalogChanged();
    }

    /** Removes a schema; returns whether there was one. */
    public boolean remove(String name) {
        boolean removed = schemas.remove(name) != null;
        if (removed) {
            journal.catalogChanged();
        }
        return removed;
    }
}
