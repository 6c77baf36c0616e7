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
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A deterministic id for each event: a digest of where it stands in the source (partition and position), its topic, its key and
 * whether it has a value; and of its content, where others may share all of that: without a key, in a snapshot, and where it is of no
 * row. The same after a restart, so that a consumer can drop what it has seen: no time of Debezium's own clock goes into
 * it. Confined to one thread.
 */
final class EventIds {
    private static final int BYTES = 16;
    /** Before the names of the schemas of what Debezium tells of itself: schema changes, notifications, transactions, messages. */
    private static final String DEBEZIUMS_OWN = "io.debezium.";

    /** What names a table in {@code source}. */
    private static final Set<String> TABLE = Set.of("db", "schema", "table", "collection");

    private final MessageDigest digest = sha256();
    private final AddedTimes times;

    /** @param times columns that tell nothing of a row */
    EventIds(AddedTimes times) {
        this.times = times;
    }

    String of(ChangeEvent<Object, Object> record) {
        SourceRecords.of(record).ifPresent(source -> {
            add(Positions.lasting(source.sourcePartition()));
            add(Positions.lasting(source.sourceOffset()));
        });
        boolean noValue = SourceRecords.hasNoValue(record);
        add(record.destination());
        Object key = SourceRecords.key(record);
        add(key);
        add(noValue ? "tombstone" : "change");
        if (!noValue && (key == null || Positions.isShared(record) || isOfNoRow(record))) {
            addContent(record);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static boolean isOfNoRow(ChangeEvent<Object, Object> record) {
        return SourceRecords.value(record).filter(EventIds::isOfNoRow).isPresent();
    }

    private static boolean isOfNoRow(Struct value) {
        return String.valueOf(value.schema().name()).startsWith(DEBEZIUMS_OWN);
    }

    private void addContent(ChangeEvent<Object, Object> record) {
        Optional<Struct> value = SourceRecords.value(record);
        if (value.isEmpty()) {
            add(record.value());
        } else if (Images.isEnvelope(value.get())) {
            addChange(value.get());
        } else if (isOfNoRow(value.get())) {
            addFields(value.get(), EventIds::isTimeless);
        } else {
            addFields(value.get(), field -> !times.has(field));
        }
    }

    /** One TRUNCATE empties several tables, whose events have neither key nor row. */
    private void addChange(Struct envelope) {
        add(Images.before(envelope));
        add(Images.after(envelope));
        if (SourceRecords.field(envelope, "source") instanceof Struct source) {
            addFields(source, TABLE::contains);
        }
    }

    /** The source, too, tells when. */
    private static boolean isTimeless(String field) {
        return !field.startsWith("ts_") && !field.equals("timestamp") && !field.equals("source");
    }

    private void add(@Nullable Object part) {
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
