package io.debezium.server.memphis;

import dev.memphis.delivery.document.Documents;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.event.HeaderBudget;
import dev.memphis.delivery.event.KeyBytes;
import dev.memphis.delivery.event.StationNames;
import dev.memphis.delivery.options.DocumentForm;
import dev.memphis.delivery.options.EventConfig;
import dev.memphis.delivery.options.Passage;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes events of Debezium's records. Confined to the engine's thread. */
final class RecordReader {
    private static final Logger LOGGER = LoggerFactory.getLogger(RecordReader.class);

    private final EventConfig config;
    private final String contentType;
    private final UnaryOperator<String> topicNames;
    private final StationNames stations;
    private final HeaderBudget budget = new HeaderBudget();
    private final EventIds ids;
    private final Deletions deletions = new Deletions();
    private final Documents documents = new Documents();
    private boolean toldOfDeletions;
    private boolean toldOfMissingRows;

    /**
     * @param contentType of every value
     * @param topicNames Debezium's StreamNameMapper, or identity
     * @param times which columns of flattened rows tell when they were captured
     */
    RecordReader(
            EventConfig config,
            StationNames stations,
            String contentType,
            UnaryOperator<String> topicNames,
            AddedTimes times) {
        this.ids = new EventIds(times);
        this.config = config;
        this.stations = stations;
        this.contentType = contentType;
        this.topicNames = topicNames;
    }

    /** Returns the event of a record; empty for one that is not to be sent. */
    Optional<Event> read(ChangeEvent<Object, Object> record) {
        boolean repetition = deletions.repeats(record);
        RecordKind kind = RecordKind.of(record);
        if (kind == RecordKind.HEARTBEAT && config.heartbeats() == Passage.SKIP) {
            return Optional.empty();
        }
        if (repetition && config.tombstones() == Passage.SKIP) {
            return Optional.empty();
        }
        Object key = SourceRecords.key(record);
        boolean rowless = Rowless.is(record);
        if (rowless && !repetition && key != null) {
            tellOfRowless(record);
        }
        return Optional.of(new Event(
                stations.of(topicNames.apply(record.destination())),
                kind.concernsManyRows() ? null : key,
                value(record),
                contentType,
                headers(record, key, rowless),
                new RecordOrigin(record)));
    }

    private Object value(ChangeEvent<Object, Object> record) {
        boolean unfolded = config.documents() == DocumentForm.OBJECT && contentType.equals("application/json");
        return switch (record.value()) {
            case null -> "";
            case String text when unfolded -> documents.unfold(text);
            case byte[] bytes when unfolded -> documents.unfold(bytes);
            default -> record.value();
        };
    }

    private void tellOfRowless(ChangeEvent<Object, Object> record) {
        if (SourceRecords.hasNoValue(record)) {
            tellOfDeletions(record);
        } else if (!toldOfMissingRows) {
            toldOfMissingRows = true;
            SinkNotices.CHANGE_WITHOUT_ROW.warn(LOGGER, record.destination(), config.keyHeaderOfNoValue());
        }
    }

    private void tellOfDeletions(ChangeEvent<Object, Object> record) {
        if (!toldOfDeletions) {
            toldOfDeletions = true;
            SinkNotices.DELETION_WITHOUT_VALUE.warn(LOGGER, record.destination(), config.keyHeaderOfNoValue());
        }
    }

    /** The key comes first: where there is not room for all headers, it is the last to go. */
    private List<EventHeader> headers(ChangeEvent<Object, Object> record, @Nullable Object key, boolean rowless) {
        Optional<String> keyHeader = config.keyHeader(rowless);
        if (!config.headersEnabled()
                && keyHeader.isEmpty()
                && config.eventIdHeader().isEmpty()) {
            return List.of();
        }
        List<EventHeader> headers = new ArrayList<>();
        if (key != null) {
            keyHeader.ifPresent(name -> headers.add(new EventHeader(name, KeyBytes.text(key))));
        }
        config.eventIdHeader().ifPresent(name -> headers.add(new EventHeader(name, ids.of(record))));
        if (config.headersEnabled()) {
            addRecordHeaders(record, headers);
        }
        return budget.fit(headers);
    }

    private void addRecordHeaders(ChangeEvent<Object, Object> record, List<EventHeader> headers) {
        for (Header<?> header : record.headers()) {
            Object value = SourceRecords.value(record, header);
            if (value != null) {
                headers.add(new EventHeader(config.headersPrefix() + header.getKey(), KeyBytes.text(value)));
            }
        }
    }
}
