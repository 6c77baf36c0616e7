package dev.memphis.client;

import java.time.Duration;

/**
 * A station as the management API shows it. Immutable.
 *
 * @param retentionType message_age_sec, messages, bytes or ack_based
 * @param retentionValue in the type's unit
 */
public record Station(
        String name, String retentionType, long retentionValue, String storage, int replicas, int partitions) {

    /** Returns what it keeps, in words. */
    public String words() {
        String kept = switch (retentionType) {
            case "message_age_sec" -> "keeps messages for " + words(Duration.ofSeconds(retentionValue));
            case "messages" -> "keeps " + retentionValue + " messages";
            case "bytes" -> "keeps " + retentionValue + " bytes";
            default -> "retention " + retentionType;
        };
        // It is asked for as "file", and shown as "disk".
        String place = storage.equals("disk") ? "file" : storage;
        return kept + ", storage " + place + ", replicas " + replicas + ", partitions " + partitions;
    }

    /** Returns whether messages go after so short a time. */
    public boolean keepsAtMost(Duration time) {
        return retentionType.equals("message_age_sec") && retentionValue <= time.toSeconds();
    }

    /** Returns a duration in its largest whole unit. */
    public static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0 && seconds > 0) {
            return seconds / 86_400 + " d";
        }
        if (seconds % 3600 == 0 && seconds > 0) {
            return seconds / 3600 + " h";
        }
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
