package dev.memphis.delivery.observe;

import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.EventConfig;
import dev.memphis.delivery.options.FieldPath;
import dev.memphis.delivery.options.GatewayConfig;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.ReceiptConfig;
import dev.memphis.delivery.options.TlsConfig;
import java.net.URI;
import java.util.Locale;
import java.util.stream.Collectors;

/** One line of what a configuration will do, for the log. Stateless. */
public final class StartLine {
    private StartLine() {}

    /** Returns the line; it holds no secret. */
    public static String of(MemphisConfig config) {
        return String.join(
                "; ",
                "Delivering to " + urls(config.gateway()) + " as user '"
                        + config.credentials().username() + "'",
                "station: " + station(config.events()),
                "ordering: " + config.delivery().ordering().name().toLowerCase(Locale.ROOT),
                "batches: " + batches(config.delivery()),
                "receipts: " + receipts(config.receipts()),
                "TLS: " + tls(config.gateway()));
    }

    private static String urls(GatewayConfig gateway) {
        return gateway.urls().stream().map(URI::toString).collect(Collectors.joining(" or "));
    }

    private static String station(EventConfig events) {
        return events.station()
                .map(station -> "'" + station + "' for every event")
                .orElseGet(() -> events.stationPrefix().isEmpty()
                        ? "named like the topic"
                        : "'" + events.stationPrefix() + "' and the topic's name");
    }

    private static String batches(DeliveryConfig delivery) {
        String size = ", up to " + delivery.batchMaxEvents() + " events";
        return switch (delivery.batchMode()) {
            case AUTO -> "auto" + size + rounded(delivery);
            case ALWAYS -> "always" + size;
            case NEVER -> "never";
        };
    }

    private static String rounded(DeliveryConfig delivery) {
        if (delivery.batchRoundedFields().isEmpty()) {
            return "";
        }
        return delivery.batchRoundedFields().stream()
                .map(FieldPath::toString)
                .collect(Collectors.joining(", ", ", ", " may be rounded"));
    }

    private static String receipts(ReceiptConfig receipts) {
        return receipts.enabled() ? "through station '" + receipts.station() + "'" : "off, every 200 is believed";
    }

    private static String tls(GatewayConfig gateway) {
        boolean encrypted = gateway.urls().stream().allMatch(url -> "https".equalsIgnoreCase(url.getScheme()));
        return encrypted ? trust(gateway.tls()) : "off";
    }

    private static String trust(TlsConfig tls) {
        String trusted = tls.trustStore().isPresent() ? "on, own trust store" : "on, the Java platform's trust store";
        String client = tls.keyStore().isPresent() ? ", client certificate" : "";
        return trusted + client + (tls.verifyHost() ? "" : ", host not verified");
    }
}
