package dev.memphis.delivery.transport;

import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.Compression;
import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.DeliveryConfig;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A configuration for conversations over real sockets, with short time-outs. */
public record SampleConfig(
        List<URI> urls,
        Compression compression,
        TlsConfig tls,
        Optional<ProxyConfig> proxy,
        boolean receipts,
        long maxInFlightBytes) {
    public static final String PASSWORD = "Cdc-Pass-1!";
    static final TlsConfig NO_TLS = new TlsConfig(Optional.empty(), Optional.empty(), true);

    /** Longer than a busy machine takes for the first request of a new Java machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    public SampleConfig(URI... urls) {
        this(List.of(urls), Compression.NONE, NO_TLS, Optional.empty(), true, 16_777_216);
    }

    SampleConfig with(Compression other) {
        return new SampleConfig(urls, other, tls, proxy, receipts, maxInFlightBytes);
    }

    SampleConfig with(TlsConfig other) {
        return new SampleConfig(urls, compression, other, proxy, receipts, maxInFlightBytes);
    }

    SampleConfig with(ProxyConfig other) {
        return new SampleConfig(urls, compression, tls, Optional.of(other), receipts, maxInFlightBytes);
    }

    public SampleConfig withoutReceipts() {
        return new SampleConfig(urls, compression, tls, proxy, false, maxInFlightBytes);
    }

    public SampleConfig withMaxInFlightBytes(long bytes) {
        return new SampleConfig(urls, compression, tls, proxy, receipts, bytes);
    }

    public MemphisConfig config() {
        return new MemphisConfig(
                OptionNames.DEBEZIUM_SERVER,
                new GatewayConfig(urls, 4, PATIENCE, PATIENCE, PATIENCE, compression, tls, proxy),
                new Credentials("cdc", new Secret(PASSWORD), 1, Duration.ofHours(1), Duration.ofHours(10)),
                new EventConfig(
                        Optional.empty(),
                        "",
                        "t",
                        Passage.SKIP,
                        Passage.SKIP,
                        false,
                        "",
                        Optional.empty(),
                        Optional.empty()),
                new DeliveryConfig(
                        Ordering.KEY,
                        BatchMode.AUTO,
                        500,
                        3_145_728,
                        1_048_576,
                        4096,
                        (int) maxInFlightBytes,
                        Duration.ofMillis(1),
                        Duration.ofMillis(10),
                        Optional.empty(),
                        PoisonPolicy.STOP,
                        Optional.empty(),
                        Optional.empty()),
                new ReceiptConfig(receipts, "receipts", Duration.ofMillis(500)),
                Duration.ofSeconds(30));
    }
}
