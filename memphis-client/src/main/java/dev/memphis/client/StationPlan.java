package dev.memphis.client;

import java.time.Duration;
import java.util.Locale;

/** A station to be created. Immutable. */
public record StationPlan(String name, Duration retention, Storage storage, int replicas, int partitions) {
    /** Returns the plan in words. */
    public String words() {
        return "keeps messages for " + Station.words(retention) + ", storage "
                + storage.name().toLowerCase(Locale.ROOT) + ", replicas " + replicas + ", partitions " + partitions;
    }

    /** Where the broker keeps messages. */
    public enum Storage {
        FILE,
        MEMORY
    }
}
