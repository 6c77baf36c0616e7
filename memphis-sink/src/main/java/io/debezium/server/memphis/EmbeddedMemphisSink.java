package io.debezium.server.memphis;

import dev.memphis.delivery.event.ContentTypes;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.options.Passage;
import dev.memphis.delivery.reading.ConfigReader;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The sink for an application that runs Debezium's embedded engine in its own process: no Debezium Server, no CDI. It is
 * the engine's consumer; close it after the engine. The engine may call it from several threads.
 *
 * @param <K> what the engine's key format makes of keys
 * @param <V> what its value format makes of values, {@code String} or {@code byte[]}
 */
public final class EmbeddedMemphisSink<K, V> implements ChangeConsumer<ChangeEvent<K, V>>, AutoCloseable {
    /** Options as {@code memphis.url}, beside the engine's own in one map. */
    private static final OptionNames NAMES = new OptionNames(
            "memphis.",
            "topic.prefix",
            "Debezium needs it, and the receipt station is named after it",
            "debezium-receipts-",
            "docs/configuration.md");

    private static final int FULL_BATCH = 2048;

    private final Map<Thread, HandledBatches> batches = new ConcurrentHashMap<>();
    private final MemphisConfig config;
    private final MemphisSink sink;
    private final RecordReader reader;

    private EmbeddedMemphisSink(MemphisConfig config, String format, AddedTimes times) throws InterruptedException {
        this.config = config;
        this.reader = new RecordReader(
                config.events(), config.stationNames(), ContentTypes.of(format), UnaryOperator.identity(), times);
        this.sink = MemphisSink.open(config, outage -> {});
    }

    /**
     * Logs in, for an engine whose values are JSON.
     *
     * @param options {@code topic.prefix} and the options of docs/configuration.md as {@code memphis.…}; others, such as the
     *     engine's own, are passed over
     * @throws dev.memphis.delivery.reading.ConfigurationException with everything that is wrong, a line each
     * @throws dev.memphis.delivery.writer.DeliveryException if the gateway refuses the user; not if it is merely away
     */
    public static <K, V> EmbeddedMemphisSink<K, V> open(Map<String, String> options) throws InterruptedException {
        return open(options, "json");
    }

    /**
     * The same for any format.
     *
     * @param format as in Debezium Server's {@code debezium.format.value}: {@code json}, {@code avro}, {@code protobuf}, …
     */
    public static <K, V> EmbeddedMemphisSink<K, V> open(Map<String, String> options, String format)
            throws InterruptedException {
        Function<String, Optional<String>> text = name -> Optional.ofNullable(options.get(name));
        MemphisConfig config = ConfigReader.read(NAMES, text::apply, options.keySet());
        return new EmbeddedMemphisSink<>(config, format, AddedTimes.of(text, ""));
    }

    @Override
    @SuppressWarnings("unchecked") // keys and values are only read
    public void handleBatch(List<ChangeEvent<K, V>> records, RecordCommitter<ChangeEvent<K, V>> committer)
            throws InterruptedException {
        batches.computeIfAbsent(Thread.currentThread(), ignored -> new HandledBatches(sink, this::read, FULL_BATCH))
                .handle(
                        (List<ChangeEvent<Object, Object>>) (List<?>) records,
                        (RecordCommitter<ChangeEvent<Object, Object>>) (RecordCommitter<?>) committer);
    }

    private Optional<Event> read(ChangeEvent<Object, Object> record) {
        synchronized (reader) {
            return reader.read(record);
        }
    }

    /** Tells the engine not to make tombstones that would be left out. */
    @Override
    public boolean supportsTombstoneEvents() {
        return config.events().tombstones() == Passage.SEND;
    }

    /** Ends at once; what was not proved stays unmarked, and the source replays it. */
    @Override
    public void close() {
        sink.close();
    }
}
