package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.event.StationNames;
import dev.memphis.delivery.options.DocumentForm;
import dev.memphis.delivery.options.EventConfig;
import dev.memphis.delivery.options.Passage;
import dev.memphis.testbed.host.JsonEvents;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.Header;
import io.debezium.transforms.ExtractNewRecordState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.ExtractField;
import org.apache.kafka.connect.transforms.ReplaceField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A deletion tells its row, whatever transform and converter make of it; Debezium's own transform and converter are used. */
class DeletedRowsTest {
    private static final EventHeader KEY = new EventHeader("Record-Key", "{\"id\":7}");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void flattenedAtTheDefaults_theKeyGoesAsAHeader(boolean schemas) {
        List<Event> events = read(Map.of("delete.tombstone.handling.mode", "tombstone"), schemas, deletion());

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.headers()).singleElement().satisfies(header -> {
                assertThat(header.name()).isEqualTo("Record-Key");
                assertThat(header.value()).contains("\"id\":7}");
            });
        });
    }

    @ParameterizedTest
    @CsvSource({"rewrite, 0", "rewrite-with-tombstone, 0", "tombstone, 1"})
    void flattenedInAnyMode_theDeletionArrivesOnce(String mode, int withoutValue) {
        List<Event> events = read(Map.of("delete.tombstone.handling.mode", mode), false, deletion());

        assertThat(events).hasSize(1);
        assertThat(events.stream().filter(event -> event.headers().contains(KEY)))
                .hasSize(withoutValue);
        if (withoutValue == 0) {
            assertThat(text(events.getFirst())).contains("\"id\":7", "\"__deleted\":\"true\"");
        }
    }

    @Test
    void deletionsOfTwoRowsAndTheSameRowAgain_allArrive() {
        List<SourceRecord> records = List.of(
                Rows.delete(Rows.row(7, null), 1),
                Rows.tombstone(7, 1),
                Rows.delete(Rows.row(8, null), 2),
                Rows.tombstone(8, 2),
                Rows.insert(Rows.row(7, null), 3),
                Rows.delete(Rows.row(7, null), 4),
                Rows.tombstone(7, 4));

        List<Event> events = read(Map.of("delete.tombstone.handling.mode", "tombstone"), false, records);

        assertThat(events.stream().filter(event -> !event.headers().isEmpty()).map(Event::headers))
                .containsExactly(List.of(KEY), List.of(new EventHeader("Record-Key", "{\"id\":8}")), List.of(KEY));
    }

    /** ReplaceField with exclude=before,source, as it is used to make events smaller. */
    @ParameterizedTest
    @ValueSource(strings = {"before", "before,source", "before,after", "source"})
    void envelopeThatLostAPart_tellsItsRowByTheKeyAndItsTombstoneIsLeftOut(String excluded) {
        RecordReader reader = reader();
        List<Event> events = new ArrayList<>();
        try (ReplaceField.Value<SourceRecord> smaller = new ReplaceField.Value<>();
                JsonEvents json = new JsonEvents(false)) {
            smaller.configure(Map.of("exclude", excluded));
            for (SourceRecord record : deletion()) {
                reader.read(json.of(smaller.apply(record))).ifPresent(events::add);
            }
        }

        assertThat(events)
                .singleElement()
                .satisfies(event ->
                        assertThat(event.headers()).isEqualTo(excluded.equals("source") ? List.of() : List.of(KEY)));
    }

    /** ExtractField with field=after makes a value that is null and has a schema. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void imageThatATransformTookOut_isNullForADeletion_whichTellsItsKeyOnce(boolean schemas) {
        RecordReader reader = reader();
        List<Event> events = new ArrayList<>();
        try (ExtractField.Value<SourceRecord> after = new ExtractField.Value<>();
                JsonEvents json = new JsonEvents(schemas)) {
            after.configure(Map.of("field", "after"));
            for (SourceRecord record : deletion()) {
                reader.read(json.of(record.value() == null ? record : after.apply(record)))
                        .ifPresent(events::add);
            }
        }

        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.headers())
                        .singleElement()
                        .satisfies(header -> assertThat(header.value()).contains("\"id\":7}")));
    }

    @Test
    void deletionsOfTwoTasksInTurns_arriveOnceEach() {
        SourceRecord delete = Rows.delete(Rows.row(7, null), 1);
        SourceRecord tombstone = Rows.tombstone(7, 1);

        List<Event> events =
                read(Map.of(), false, List.of(delete, ofAnotherTask(delete), tombstone, ofAnotherTask(tombstone)));

        assertThat(events)
                .hasSize(2)
                .allSatisfy(event -> assertThat(text(event)).contains("\"op\":\"d\""));
    }

    private static SourceRecord ofAnotherTask(SourceRecord record) {
        return new SourceRecord(
                Map.of("server", "another"),
                record.sourceOffset(),
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{\"schema\":{\"type\":\"struct\"},\"payload\":null}"})
    void valueThatReadsAsNull_isNoneAlsoWithoutARecordBehindIt(String value) {
        RecordReader reader = reader();

        for (Object form : new Object[] {value, value.getBytes(StandardCharsets.UTF_8)}) {
            assertThat(reader.read(new BareEvent("{\"id\":7}", form))
                            .orElseThrow()
                            .headers())
                    .containsExactly(KEY);
            reader.read(new BareEvent("{\"id\":8}", "{}"));
        }
    }

    /** An event of a host that does not show the record behind it. */
    private record BareEvent(Object key, Object value) implements ChangeEvent<Object, Object> {
        @Override
        public String destination() {
            return Rows.TOPIC;
        }

        @Override
        public Integer partition() {
            return null;
        }

        @Override
        public <H> List<Header<H>> headers() {
            return List.of();
        }
    }

    private static List<SourceRecord> deletion() {
        return List.of(Rows.delete(Rows.row(7, null), 1), Rows.tombstone(7, 1));
    }

    /** @param options of ExtractNewRecordState; without any, the events stay envelopes */
    private static List<Event> read(Map<String, String> options, boolean schemas, List<SourceRecord> records) {
        RecordReader reader = reader();
        List<Event> events = new ArrayList<>();
        try (ExtractNewRecordState<SourceRecord> transform = new ExtractNewRecordState<>();
                JsonEvents json = new JsonEvents(schemas)) {
            transform.configure(options);
            for (SourceRecord record : records) {
                SourceRecord transformed = options.isEmpty() ? record : transform.apply(record);
                if (transformed != null) {
                    reader.read(json.of(transformed)).ifPresent(events::add);
                }
            }
        }
        return events;
    }

    private static String text(Event event) {
        return new String(event.encode(), StandardCharsets.UTF_8);
    }

    private static RecordReader reader() {
        EventConfig config = new EventConfig(
                Optional.empty(),
                "",
                "shop",
                Passage.SKIP,
                Passage.SKIP,
                DocumentForm.TEXT,
                false,
                "",
                Optional.empty(),
                Optional.empty());
        return new RecordReader(
                config,
                new StationNames(Optional.empty(), "", "station", Map.of()),
                "application/json",
                UnaryOperator.identity(),
                AddedTimes.ofDefaults());
    }
}
