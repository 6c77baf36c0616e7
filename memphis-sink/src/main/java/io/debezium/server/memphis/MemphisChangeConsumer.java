package io.debezium.server.memphis;

import dev.memphis.delivery.event.ContentTypes;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.Passage;
import dev.memphis.delivery.reading.ConfigurationException;
import dev.memphis.delivery.writer.DeliveryException;
import dev.memphis.delivery.writer.DeliveryStoppedException;
import io.debezium.DebeziumException;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.server.StreamNameMapper;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sink of type {@code memphis}: takes Debezium's records, has them delivered, and marks them in source order once
 * the broker has them. Debezium may call it from several threads, each with records of its own.
 */
@Named("memphis")
@Dependent
public class MemphisChangeConsumer implements DebeziumEngine.ChangeConsumer<ChangeEvent<Object, Object>> {
    private static final Logger LOGGER = LoggerFactory.getLogger(MemphisChangeConsumer.class);
    /** Debezium's default of max.batch.size. */
    private static final int FULL = 2048;
    /** Batches of fewer records than this are often full without a backlog. */
    private static final int LEAST_FULL = 512;

    @Inject
    Instance<StreamNameMapper> streamNameMapper;

    @Inject
    @Readiness
    ReadinessCheck readiness;

    /** With tasks.max above 1 several threads hand batches over, each with a committer of its own. */
    private final Map<Thread, HandledBatches> batches = new ConcurrentHashMap<>();

    @SuppressWarnings("NullAway.Init") // set by start()
    private MemphisSink sink;

    @SuppressWarnings("NullAway.Init") // set by start()
    private RecordReader reader;

    private int full;
    private boolean tombstones;

    /**
     * Reads the configuration, logs in and proves the user's rights.
     *
     * @throws DebeziumException with one line for each problem; the server then stops
     */
    @PostConstruct
    void start() {
        start(ConfigProvider.getConfig(), mapper(streamNameMapper));
    }

    void start(Config config, UnaryOperator<String> topicNames) {
        try {
            MemphisConfig memphis = ConfigLoader.load(config);
            ListedTopics.of(config).refuseCollisions(memphis, topicNames);
            EnvironmentProxy.unused(System.getenv(), memphis.gateway())
                    .ifPresent(name -> LOGGER.info(
                            "{} is set but not used: the sink goes straight to the gateway; its proxy is named in"
                                    + " debezium.sink.memphis.proxy.url",
                            name));
            sink = MemphisSink.open(memphis, readiness::watch);
            reader = new RecordReader(
                    memphis.events(),
                    memphis.stationNames(),
                    ContentTypes.of(config.getOptionalValue("debezium.format.value", String.class)
                            .orElse("json")),
                    topicNames,
                    AddedTimes.of(name -> config.getOptionalValue(name, String.class), "debezium."));
            full = fullBatch(config);
            tombstones = memphis.events().tombstones() == Passage.SEND;
        } catch (ConfigurationException | DeliveryException e) {
            throw stopped(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DebeziumException(SinkNotices.STOPPED_AT_LOG_IN.text());
        }
    }

    static int fullBatch(Config config) {
        // What is not a number, Debezium refuses.
        return config.getOptionalValue("debezium.source.max.batch.size", String.class)
                .filter(size -> size.matches("[0-9]{1,9}"))
                .map(size -> Math.max(LEAST_FULL, Integer.parseInt(size)))
                .orElse(FULL);
    }

    /** @param injected null where nobody injects */
    static UnaryOperator<String> mapper(@Nullable Instance<StreamNameMapper> injected) {
        @Nullable Instance<StreamNameMapper> mappers = injected == null ? lookedUp() : injected;
        if (mappers == null || !mappers.isResolvable()) {
            return UnaryOperator.identity();
        }
        StreamNameMapper mapper = mappers.get();
        return mapper::map;
    }

    /** Nobody injects into the bean of a drop-in jar: it has to ask. Null where there is no container. */
    private static @Nullable Instance<StreamNameMapper> lookedUp() {
        ArcContainer container = Arc.container();
        return container == null ? null : container.select(StreamNameMapper.class);
    }

    @Override
    public void handleBatch(
            List<ChangeEvent<Object, Object>> records,
            DebeziumEngine.RecordCommitter<ChangeEvent<Object, Object>> committer)
            throws InterruptedException {
        handle(records, committer, full);
    }

    /** The same, but nothing of the batch is still under way when this returns. */
    void handleWholeBatch(
            List<ChangeEvent<Object, Object>> records,
            DebeziumEngine.RecordCommitter<ChangeEvent<Object, Object>> committer)
            throws InterruptedException {
        handle(records, committer, Integer.MAX_VALUE);
    }

    private void handle(
            List<ChangeEvent<Object, Object>> records,
            DebeziumEngine.RecordCommitter<ChangeEvent<Object, Object>> committer,
            int fullSize)
            throws InterruptedException {
        try {
            batches.computeIfAbsent(Thread.currentThread(), ignored -> new HandledBatches(sink, this::read, fullSize))
                    .handle(records, committer);
        } catch (DeliveryException | IllegalArgumentException e) {
            throw stopped(e);
        }
    }

    /** Tells Debezium not to make tombstones that would be left out. */
    @Override
    public boolean supportsTombstoneEvents() {
        return tombstones;
    }

    private Optional<Event> read(ChangeEvent<Object, Object> record) {
        synchronized (reader) {
            return reader.read(record);
        }
    }

    /** Says in a line of its own why the server stops: the server wraps the exception in stack traces. */
    private static DebeziumException stopped(RuntimeException reason) {
        if (reason instanceof DeliveryStoppedException) {
            LOGGER.info("The Memphis sink stops as it was told to: {}", reason.getMessage());
        } else {
            SinkNotices.STOPS.error(LOGGER, reason.getMessage());
        }
        return new DebeziumException(reason.getMessage());
    }

    /** Stops at once; what was not proved stays unmarked, and the source replays it. */
    @PreDestroy
    void stop() {
        if (sink != null) {
            sink.close();
        }
    }
}
