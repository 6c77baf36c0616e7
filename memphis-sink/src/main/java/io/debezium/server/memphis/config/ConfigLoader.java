package io.debezium.server.memphis.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

public final class ConfigLoader {
    private ConfigLoader() {}

    public static MemphisConfig load(Config c) {
        String p = "debezium.sink.memphis.";
        return new MemphisConfig(
                new GatewayConfig(
                        List.of(URI.create(c.getValue(p + "url", String.class))),
                        4,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(150),
                        Compression.NONE,
                        new TlsConfig(Optional.empty(), Optional.empty(), true),
                        Optional.empty()),
                new Credentials(
                        c.getValue(p + "username", String.class),
                        new Secret(c.getValue(p + "password", String.class)),
                        Optional.empty(),
                        1,
                        Duration.ofMinutes(60),
                        Duration.ofMinutes(10080)),
                new EventConfig(
                        c.getOptionalValue(p + "station", String.class),
                        "",
                        "tutorial",
                        Passage.SKIP,
                        Passage.SKIP,
                        false,
                        "",
                        Optional.empty(),
                        Optional.empty()),
                new DeliveryConfig(
                        Ordering.KEY,
                        BatchMode.valueOf(c.getOptionalValue(p + "batch.mode", String.class)
                                .orElse("auto")
                                .toUpperCase(java.util.Locale.ROOT)),
                        500,
                        3145728,
                        1048576,
                        1024,
                        33554432,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(3),
                        Optional.empty(),
                        PoisonPolicy.STOP,
                        Optional.empty(),
                        Optional.empty()),
                new ReceiptConfig(
                        c.getOptionalValue(p + "receipt.enabled", Boolean.class).orElse(true),
                        "debezium-receipts-tutorial",
                        Duration.ofSeconds(5)),
                Duration.ofSeconds(30));
    }
}
