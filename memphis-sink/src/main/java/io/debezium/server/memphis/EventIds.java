package io.debezium.server.memphis;

import io.debezium.engine.ChangeEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * A deterministic id for each event: a digest of where it stands in the source (partition and position), its topic, its
 * key (its row, where the table has none) and whether it is a tombstone. The same after a restart, so that a consumer can
 * drop what it has seen. Confined to one thread.
 */
final class EventIds {
    private static final int BYTES = 16;

    private final MessageDigest digest = sha256();

    String of(ChangeEvent<Object, Object> record) {
        SourceRecords.of(record).ifPresent(source -> {
            add(sorted(source.sourcePartition()));
            add(sorted(source.sourceOffset()));
        });
        add(record.destination());
        add(Texts.of(record.key()));
        add(record.value() == null ? "tombstone" : "change");
        if (record.key() == null && record.value() != null) {
            // Rows of a snapshot share their position; without a key only the row itself tells them apart.
            add(row(record));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /** Returns the row before and after, without the times at which Debezium saw it: those differ after a restart. */
    private static String row(ChangeEvent<Object, Object> record) {
        if (SourceRecords.of(record).map(SourceRecord::value).orElse(null) instanceof Struct struct
                && struct.schema().field("after") != null
                && struct.schema().field("before") != null) {
            return struct.get("before") + " " + struct.get("after");
        }
        return Texts.of(record.value());
    }

    private void add(String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        // Parts are told apart, so that no two lists of parts read alike.
        digest.update((byte) 0);
    }

    private static String sorted(Map<String, ?> map) {
        return map == null ? "" : new TreeMap<>(map).toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
