package dev.memphis.testbed.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Each event tells its row, in its value or by its key: what every host makes of Debezium's records, to be extended by the test of
 * each. What only one of them meets, other forms of values or other hosts' marks, is for its own tests.
 */
public abstract class RowContract {
    /** The topic of every change here. */
    protected static final String TOPIC = "shop.public.item";

    private static final EventHeader KEY = new EventHeader("Record-Key", "{\"id\":7}");
    private static final Schema ID =
            SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
    private static final Schema ROW =
            SchemaBuilder.struct().optional().field("id", Schema.INT32_SCHEMA).build();
    private static final Schema SOURCE =
            SchemaBuilder.struct().field("db", Schema.STRING_SCHEMA).build();
    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .field("before", ROW)
            .field("after", ROW)
            .field("source", SOURCE)
            .field("op", Schema.STRING_SCHEMA)
            .build();
    private static final Schema HEARTBEAT = SchemaBuilder.struct()
            .name("io.debezium.connector.common.Heartbeat")
            .field("ts_ms", Schema.INT64_SCHEMA)
            .build();

    /**
     * What a host is handed, in Kafka Connect's terms.
     *
     * @param key null for a record without a key
     * @param value null for a record without a value
     * @param place where it comes from; a tombstone comes from the same place as its delete
     */
    public record Change(@Nullable Struct key, @Nullable Struct value, long place) {
        /** Returns the key's schema; null where there is no key. */
        public @Nullable Schema keySchema() {
            return key == null ? null : key.schema();
        }

        /** Returns the value's schema; null where there is no value. */
        public @Nullable Schema schema() {
            return value == null ? null : value.schema();
        }
    }

    /**
     * Hands changes, one after the other, to a new host.
     *
     * @param options the sink's own, by the names that they have in every host
     * @return the events that are sent
     */
    protected abstract List<Event> events(Map<String, String> options, List<Change> changes);

    @Test
    void deletionWithItsRow_needsNoKey_andItsTombstoneIsLeftOut() {
        List<Event> events = events(Map.of(), List.of(deletion(row(7)), none(7, 1)));

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(text(event)).contains("\"op\":\"d\"", "\"id\":7");
            assertThat(event.headers()).isEmpty();
        });
    }

    /** As MongoDB's are where the collection keeps no pre-images. */
    @Test
    void deletionWithoutItsRow_carriesItsKey_andItsTombstoneIsLeftOut() {
        List<Event> events = events(Map.of(), List.of(deletion(null), none(7, 1)));

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(text(event)).contains("\"before\":null,\"after\":null", "\"op\":\"d\"");
            assertThat(event.headers()).containsExactly(KEY);
        });
    }

    @Test
    void rewrittenDeletion_carriesItsKeyWhereItTellsNoRow_andItsTombstoneIsLeftOut() {
        Struct whole = new Struct(rewritten(Schema.STRING_SCHEMA)).put("id", 7).put("__deleted", "true");
        Struct empty = new Struct(rewritten(Schema.BOOLEAN_SCHEMA)).put("__deleted", true);

        assertThat(events(Map.of(), List.of(change(7, whole, 1), none(7, 1))))
                .singleElement()
                .satisfies(event -> assertThat(event.headers()).isEmpty());
        assertThat(events(Map.of(), List.of(change(7, empty, 1), none(7, 1))))
                .singleElement()
                .satisfies(event -> assertThat(event.headers()).containsExactly(KEY));
    }

    /** A transform may drop what of a change was before, to make events smaller. */
    @Test
    void deletionThatLostItsRow_carriesItsKey_andItsTombstoneIsLeftOut() {
        Schema smaller = SchemaBuilder.struct()
                .field("after", ROW)
                .field("op", Schema.STRING_SCHEMA)
                .build();

        assertThat(events(Map.of(), List.of(change(7, new Struct(smaller).put("op", "d"), 1), none(7, 1))))
                .singleElement()
                .satisfies(event -> assertThat(event.headers()).containsExactly(KEY));
    }

    @Test
    void truncate_hasNoKey_soThatNothingPassesIt() {
        List<Event> events = events(
                Map.of(), List.of(update(), new Change(null, envelope(null, null, "t"), 2), change(8, row(8), 3)));

        assertThat(events.get(0).key()).isNotNull();
        assertThat(events.get(1).key()).isNull();
        assertThat(events.get(1).headers()).isEmpty();
        assertThat(events.get(2).key()).isNotNull();
    }

    @Test
    void recordWithoutValueThatIsAllThereIsOfADeletion_isSentWithItsKey() {
        assertThat(events(Map.of(), List.of(none(7, 1)))).singleElement().satisfies(RowContract::isItsKeyAlone);
        assertThat(events(Map.of(), List.of(update(), none(7, 2)))).last().satisfies(RowContract::isItsKeyAlone);
        assertThat(events(Map.of(), List.of(change(8, envelope(row(8), null, "d"), 1), none(7, 2))))
                .last()
                .satisfies(RowContract::isItsKeyAlone);
    }

    @Test
    void tombstonesThatAreAskedFor_areSentWithTheirKey() {
        assertThat(events(Map.of("tombstones", "send"), List.of(deletion(row(7)), none(7, 1))))
                .hasSize(2)
                .last()
                .satisfies(RowContract::isItsKeyAlone);
    }

    @Test
    void headerOfTheUsersOwn_takesTheKeyOfEveryEvent() {
        List<Event> events = events(Map.of("key.header", "Row"), List.of(update(), deletion(null)));

        assertThat(events)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.headers()).containsExactly(new EventHeader("Row", KEY.value())));
    }

    @Test
    void heartbeats_areToldByTheirSchema_andSentWhereAskedFor() {
        List<Change> beat = List.of(change(7, new Struct(HEARTBEAT).put("ts_ms", 1L), 1));

        assertThat(events(Map.of(), beat)).isEmpty();
        assertThat(events(Map.of("heartbeats", "send"), beat)).hasSize(1);
    }

    /** As SetSchemaMetadata does it. */
    @Test
    void heartbeatsWhoseSchemaATransformNamedAnew_areToldByTheirKey() {
        Schema named = SchemaBuilder.struct()
                .name("io.debezium.connector.common.ServerNameKey")
                .field("serverName", Schema.STRING_SCHEMA)
                .build();
        Schema renamed = SchemaBuilder.struct()
                .name("com.example.Pulse")
                .field("ts_ms", Schema.INT64_SCHEMA)
                .build();
        Change beat = new Change(new Struct(named).put("serverName", "shop"), new Struct(renamed).put("ts_ms", 1L), 1);

        assertThat(events(Map.of(), List.of(beat))).isEmpty();
    }

    private static void isItsKeyAlone(Event event) {
        assertThat(event.encode()).isEmpty();
        assertThat(event.headers()).containsExactly(KEY);
    }

    private static Change deletion(@Nullable Struct before) {
        return change(7, envelope(before, null, "d"), 1);
    }

    private static Change update() {
        return change(7, envelope(row(7), row(7), "u"), 1);
    }

    private static Change none(int id, long place) {
        return change(id, null, place);
    }

    private static Change change(int id, @Nullable Struct value, long place) {
        return new Change(new Struct(ID).put("id", id), value, place);
    }

    private static Struct row(int id) {
        return new Struct(ROW).put("id", id);
    }

    private static Struct envelope(@Nullable Struct before, @Nullable Struct after, String operation) {
        return new Struct(ENVELOPE)
                .put("before", before)
                .put("after", after)
                .put("source", new Struct(SOURCE).put("db", "shop"))
                .put("op", operation);
    }

    private static Schema rewritten(Schema deleted) {
        return SchemaBuilder.struct()
                .field("id", Schema.OPTIONAL_INT32_SCHEMA)
                .field("__deleted", deleted)
                .build();
    }

    private static String text(Event event) {
        return new String(event.encode(), StandardCharsets.UTF_8);
    }
}
