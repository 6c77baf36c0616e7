package dev.memphis.connect;

import dev.memphis.delivery.document.Documents;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.event.HeaderBudget;
import dev.memphis.delivery.event.KeyBytes;
import dev.memphis.delivery.event.StationNames;
import dev.memphis.delivery.options.DocumentForm;
import dev.memphis.delivery.options.EventConfig;
import dev.memphis.delivery.options.Passage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes events of Connect's records. Confined to the task's thread. */
final class RecordConverter {
    private static final Logger LOGGER = LoggerFactory.getLogger(RecordConverter.class);

    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain";

    private final EventConfig config;
    private final Optional<String> contentType;
    private final Refused task;
    private final StationNames stations;
    private final JsonText values;
    private final JsonText plain;
    private final SimpleHeaderConverter headerTexts = new SimpleHeaderConverter();
    private final HeaderBudget budget = new HeaderBudget();
    private final Partitions partitions;
    private final Deletions deletions;
    private final Documents documents = new Documents();
    private boolean toldOfDeletions;

    /** @param task told of records that Memphis refuses */
    RecordConverter(ConnectConfig config, Refused task, Partitions partitions) {
        this.config = config.memphis().events();
        this.contentType = config.contentType();
        this.task = task;
        this.partitions = partitions;
        this.deletions = new Deletions(partitions);
        this.stations = config.memphis().stationNames();
        this.values = new JsonText(config.schemas(), config.numericDecimals());
        this.plain = new JsonText(false, config.numericDecimals());
    }

    /**
     * Returns the event of a record; empty for one that is not to be sent.
     *
     * @throws IllegalArgumentException if its topic has no station
     * @throws org.apache.kafka.connect.errors.DataException if it cannot be written as JSON
     */
    Optional<Event> convert(SinkRecord record) {
        boolean repetition = deletions.repeats(record);
        if (config.heartbeats() == Passage.SKIP && Heartbeats.is(record)) {
            return Optional.empty();
        }
        if (repetition && config.tombstones() == Passage.SKIP) {
            return Optional.empty();
        }
        if (Rowless.isNone(record.value()) && !repetition && record.key() != null) {
            tellOfDeletions(record);
        }
        Object value = unfolded(value(record));
        return Optional.of(new Event(
                stations.of(record.topic()),
                lane(record),
                value,
                contentType(record.value(), value),
                headers(record),
                new RecordOrigin(record, task)));
    }

    private void tellOfDeletions(SinkRecord record) {
        if (!toldOfDeletions) {
            toldOfDeletions = true;
            ConnectNotices.DELETION_WITHOUT_VALUE.warn(LOGGER, record.topic(), config.keyHeaderOfNoValue());
        }
    }

    /** A record without a key is kept in the order of its partition; a truncate has none, so that nothing passes it. */
    private @Nullable Object lane(SinkRecord record) {
        if (record.key() != null) {
            return record.key();
        }
        return Truncates.is(record.value()) ? null : partitions.of(record);
    }

    private Object value(SinkRecord record) {
        return switch (record.value()) {
            case null -> "";
            case String text -> text;
            case byte[] bytes -> bytes;
            case ByteBuffer buffer -> bytes(buffer);
            default -> values.of(record.topic(), record.valueSchema(), record.value());
        };
    }

    /** What is no JSON stays as it is. */
    private Object unfolded(Object value) {
        if (config.documents() == DocumentForm.TEXT) {
            return value;
        }
        return value instanceof String text ? documents.unfold(text) : documents.unfold((byte[]) value);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private String contentType(@Nullable Object given, Object value) {
        boolean text = given == null || value == given || given instanceof ByteBuffer;
        return text ? contentType.orElseGet(() -> looksLikeJson(value) ? JSON : TEXT) : JSON;
    }

    /** Told by the ends, as a look at all of it would cost too much; the gateway checks nothing of it. */
    private static boolean looksLikeJson(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.length > 1 && enclosed(bytes[0], bytes[bytes.length - 1]);
        }
        String text = (String) value;
        return text.length() > 1 && enclosed(text.charAt(0), text.charAt(text.length() - 1));
    }

    private static boolean enclosed(int first, int last) {
        return (first == '{' && last == '}') || (first == '[' && last == ']');
    }

    private List<EventHeader> headers(SinkRecord record) {
        Optional<String> keyHeader = config.keyHeader(Rowless.is(record.value()));
        if (!config.headersEnabled()
                && keyHeader.isEmpty()
                && config.eventIdHeader().isEmpty()) {
            return List.of();
        }
        List<EventHeader> headers = new ArrayList<>();
        config.eventIdHeader().ifPresent(name -> headers.add(new EventHeader(name, id(record))));
        if (record.key() != null) {
            keyHeader.ifPresent(name -> headers.add(new EventHeader(name, key(record))));
        }
        if (config.headersEnabled()) {
            record.headers().forEach(header -> add(record.topic(), header, headers));
        }
        return budget.fit(headers);
    }

    /** The place in Kafka, which no transform changes and no replay. */
    private static String id(SinkRecord record) {
        return record.originalTopic() + '-' + record.originalKafkaPartition() + '-' + record.originalKafkaOffset();
    }

    private String key(SinkRecord record) {
        return switch (record.key()) {
            case String text -> text;
            case byte[] bytes -> KeyBytes.text(bytes);
            case ByteBuffer buffer -> KeyBytes.text(buffer);
            default -> new String(plain.of(record.topic(), record.keySchema(), record.key()), StandardCharsets.UTF_8);
        };
    }

    private void add(String topic, Header header, List<EventHeader> headers) {
        if (header.value() != null) {
            headers.add(new EventHeader(config.headersPrefix() + header.key(), text(topic, header)));
        }
    }

    private String text(String topic, Header header) {
        return switch (header.value()) {
            case byte[] bytes -> KeyBytes.text(bytes);
            case ByteBuffer buffer -> KeyBytes.text(buffer);
            default ->
                new String(
                        headerTexts.fromConnectHeader(topic, header.key(), header.schema(), header.value()),
                        StandardCharsets.UTF_8);
        };
    }
}
