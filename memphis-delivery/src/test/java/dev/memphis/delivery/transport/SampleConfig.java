package dev.memphis.delivery.transport;

import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.Compression;
import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.DocumentForm;
import dev.memphis.delivery.options.EventConfig;
import dev.memphis.delivery.options.GatewayConfig;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.options.Ordering;
import dev.memphis.delivery.options.Passage;
import dev.memphis.delivery.options.PoisonPolicy;
import dev.memphis.delivery.options.ProxyConfig;
import dev.memphis.delivery.options.ReceiptConfig;
import dev.memphis.delivery.options.Secret;
import dev.memphis.delivery.options.TlsConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A configuration for conversations over real sockets, with short time-outs. */
public final class SampleConfig {
    public static final String PASSWORD = "Cdc-Pass-1!";
    static final TlsConfig NO_TLS = new TlsConfig(Optional.empty(), Optional.empty(), true);

    /** Longer than a busy machine takes for the first request of a new Java machine. */
    static final Duration PATIENCE = Duration.ofSeconds(6);

    private final List<URI> urls;
    private Compression compression = Compression.NONE;
    private TlsConfig tls = NO_TLS;
    private Optional<ProxyConfig> proxy = Optional.empty();
    private boolean receipts = true;
    private String receiptStation = "receipts";
    private boolean shared;
    private Duration patience = PATIENCE;
    private Duration receiptTimeout = Duration.ofMillis(500);
    private long maxInFlightBytes = 16_777_216;
    private Ordering ordering = Ordering.KEY;
    private BatchMode batchMode = BatchMode.AUTO;
    private int batchEvents = 500;
    private int eventMaxBytes = 1_048_576;
    private PoisonPolicy poison = PoisonPolicy.STOP;
    private Optional<String> deadLetterStation = Optional.empty();
    private Optional<Path> deadLetterFile = Optional.empty();
    private Optional<Duration> retryMaxDuration = Optional.empty();

    public SampleConfig(URI... urls) {
        this.urls = List.of(urls);
    }

    public SampleConfig with(Compression other) {
        compression = other;
        return this;
    }

    public SampleConfig with(TlsConfig other) {
        tls = other;
        return this;
    }

    public SampleConfig with(ProxyConfig other) {
        proxy = Optional.of(other);
        return this;
    }

    public SampleConfig withoutReceipts() {
        return withReceipts(false);
    }

    public SampleConfig withReceipts(boolean enabled) {
        receipts = enabled;
        return this;
    }

    public SampleConfig withReceiptStation(String station) {
        receiptStation = station;
        return this;
    }

    /** @param most how long a connection or a request may take */
    public SampleConfig withPatience(Duration most) {
        patience = most;
        return this;
    }

    public SampleConfig withReceiptTimeout(Duration timeout) {
        receiptTimeout = timeout;
        return this;
    }

    public SampleConfig withShared(boolean several) {
        shared = several;
        return this;
    }

    public SampleConfig withMaxInFlightBytes(long bytes) {
        maxInFlightBytes = bytes;
        return this;
    }

    public SampleConfig withOrdering(Ordering kept) {
        ordering = kept;
        return this;
    }

    public SampleConfig withBatches(BatchMode mode, int events) {
        batchMode = mode;
        batchEvents = events;
        return this;
    }

    /** With any way to make batches, of up to 40 events. */
    public SampleConfig withAnyBatches(Random random) {
        BatchMode mode =
                List.of(BatchMode.AUTO, BatchMode.ALWAYS, BatchMode.NEVER).get(random.nextInt(3));
        return withBatches(mode, 1 + random.nextInt(40));
    }

    public SampleConfig withEventMaxBytes(int most) {
        eventMaxBytes = most;
        return this;
    }

    public SampleConfig withRetryMaxDuration(Duration most) {
        retryMaxDuration = Optional.of(most);
        return this;
    }

    public SampleConfig withPoison(PoisonPolicy policy, Optional<String> station, Optional<Path> file) {
        poison = policy;
        deadLetterStation = station;
        deadLetterFile = file;
        return this;
    }

    public MemphisConfig config() {
        return new MemphisConfig(
                OptionNames.DEBEZIUM_SERVER,
                new GatewayConfig(urls, 4, patience, patience, patience, shared, compression, tls, proxy),
                new Credentials("cdc", new Secret(PASSWORD), 1, Duration.ofHours(1), Duration.ofHours(10)),
                new EventConfig(
                        Optional.empty(),
                        "",
                        "t",
                        Passage.SKIP,
                        Passage.SKIP,
                        DocumentForm.TEXT,
                        false,
                        "",
                        Optional.empty(),
                        Optional.empty()),
                new DeliveryConfig(
                        ordering,
                        batchMode,
                        List.of(),
                        batchEvents,
                        3_145_728,
                        eventMaxBytes,
                        4096,
                        (int) maxInFlightBytes,
                        Duration.ofMillis(1),
                        Duration.ofMillis(10),
                        retryMaxDuration,
                        Duration.ofMillis(200),
                        poison,
                        deadLetterStation,
                        deadLetterFile,
                        1 << 30),
                new ReceiptConfig(receipts, receiptStation, receiptTimeout, Duration.ofSeconds(2)),
                Duration.ofSeconds(30),
                Optional.empty());
    }
}
