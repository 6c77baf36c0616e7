package io.debezium.server.memphis;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.event.HeaderBudget;
import dev.memphis.delivery.event.StationNames;
import dev.memphis.delivery.options.EventConfig;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.options.Passage;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.Header;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes events of Debezium's records. Confined to the engine's thread. */
final class RecordReader {
    private static final String HEARTBEAT_TOPICS = "__debezium-heartbeat";

    private final EventConfig config;
    private final String contentType;
    private final UnaryOperator<String> topicNames;
    private final StationNames stations;
    private final HeaderBudget budget = new HeaderBudget();
    private final EventIds ids = new EventIds();

    /**
     * @param contentType of every value
     * @param topicNames Debezium's StreamNameMapper, or identity
     */
    RecordReader(EventConfig config, String contentType, UnaryOperator<String> topicNames) {
        this.config = config;
        this.contentType = contentType;
        this.topicNames = topicNames;
        this.stations =
                new StationNames(config.station(), config.stationPrefix(), OptionNames.DEBEZIUM_SERVER.of("station"));
    }

    /** Returns the event of a record; empty for one that is not to be sent. */
    Optional<Event> read(ChangeEvent<Object, Object> record) {
        String topic = record.destination();
        if (topic.startsWith(HEARTBEAT_TOPICS) && config.heartbeats() == Passage.SKIP) {
            return Optional.empty();
        }
        if (record.value() == null && config.tombstones() == Passage.SKIP) {
            return Optional.empty();
        }
        Object value = record.value() == null ? "" : record.value();
        return Optional.of(new Event(
                stations.of(topicNames.apply(topic)),
                comparable(record.key()),
                value,
                contentType,
                headers(record),
                new RecordOrigin(record)));
    }

    private static Object comparable(Object key) {
        return key instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : key;
    }

    private List<EventHeader> headers(ChangeEvent<Object, Object> record) {
        if (!config.headersEnabled()
                && config.keyHeader().isEmpty()
                && config.eventIdHeader().isEmpty()) {
            return List.of();
        }
        List<EventHeader> headers = new ArrayList<>();
        config.eventIdHeader().ifPresent(name -> headers.add(new EventHeader(name, ids.of(record))));
        if (record.key() != null) {
            config.keyHeader().ifPresent(name -> headers.add(new EventHeader(name, Texts.of(record.key()))));
        }
        if (config.headersEnabled()) {
            for (Header<?> header : record.headers()) {
                headers.add(new EventHeader(config.headersPrefix() + header.getKey(), Texts.of(header.getValue())));
            }
        }
        return budget.fit(headers);
    }
}
