package io.debezium.server.memphis;

import io.debezium.engine.ChangeEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * A deterministic id for each event: a digest of where it stands in the source (partition and position), its topic, its
 * key (its content, where it has none) and whether it has a value. The same after a restart, so that a consumer can drop what it
 * has seen: no time of Debezium's own clock goes into it. Confined to one thread.
 */
final class EventIds {
    private static final int BYTES = 16;

    private final MessageDigest digest = sha256();
    private final AddedTimes times;

    /** @param times columns that tell nothing of a row */
    EventIds(AddedTimes times) {
        this.times = times;
    }

    String of(ChangeEvent<Object, Object> record) {
        SourceRecords.of(record).ifPresent(source -> {
            add(position(source.sourcePartition()));
            add(position(source.sourceOffset()));
        });
        boolean noValue = SourceRecords.hasNoValue(record);
        add(record.destination());
        add(record.key());
        add(noValue ? "tombstone" : "change");
        if (record.key() == null && !noValue) {
            // Rows of a snapshot share their position; without a key only the row itself tells them apart.
            addContent(record);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private void addContent(ChangeEvent<Object, Object> record) {
        Optional<Struct> value = SourceRecords.value(record);
        if (value.isEmpty()) {
            add(record.value());
        } else if (isEnvelope(value.get())) {
            add(value.get().get("before"));
            add(value.get().get("after"));
        } else {
            addFields(value.get(), field -> !times.has(field));
        }
    }

    private static boolean isEnvelope(Struct value) {
        return value.schema().field("before") != null && value.schema().field("after") != null;
    }

    /** Positions hold times too, such as {@code ts_usec}; in a snapshot they are those of Debezium's clock. */
    private static Map<String, Object> position(Map<String, ?> position) {
        Map<String, Object> timeless = new TreeMap<>();
        if (position != null) {
            position.forEach((name, value) -> {
                if (!name.startsWith("ts_")) {
                    timeless.put(name, value);
                }
            });
        }
        return timeless;
    }

    private void add(Object part) {
        switch (part) {
            case null -> add('0', new byte[0]);
            case byte[] bytes -> add('b', bytes);
            case ByteBuffer buffer -> {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.duplicate().get(bytes);
                add('b', bytes);
            }
            case Struct struct -> addFields(struct, field -> true);
            case List<?> list -> {
                addSize(list.size());
                list.forEach(this::add);
            }
            case Map<?, ?> map -> {
                addSize(map.size());
                // A map's own order may differ after a restart.
                map.entrySet().stream()
                        .sorted(Comparator.comparing(entry -> String.valueOf(entry.getKey())))
                        .forEach(entry -> {
                            add(entry.getKey());
                            add(entry.getValue());
                        });
            }
            default -> add('t', part.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void addFields(Struct struct, Predicate<String> wanted) {
        for (Field field : struct.schema().fields()) {
            if (wanted.test(field.name())) {
                add(field.name());
                add(struct.get(field));
            }
        }
    }

    private void addSize(int size) {
        digest.update(ByteBuffer.allocate(5).put((byte) 'n').putInt(size).array());
    }

    /** Each part has its kind and length before it, so that no two lists of parts read alike. */
    private void add(char kind, byte[] bytes) {
        digest.update(
                ByteBuffer.allocate(5).put((byte) kind).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
