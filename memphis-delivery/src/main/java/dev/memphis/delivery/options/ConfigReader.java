package dev.memphis.delivery.options;

import java.net.URI;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/** Reads the whole configuration from named texts and tells everything that is wrong with it at once. */
public final class ConfigReader {
    /** Debezium's own option that the receipt station's and the heartbeat topics' names depend on. */
    public static final String TOPIC_PREFIX = "debezium.source.topic.prefix";

    private final Values values;
    private final String topicPrefix;

    private ConfigReader(Values values, String topicPrefix) {
        this.values = values;
        this.topicPrefix = topicPrefix;
    }

    /**
     * Reads a configuration.
     *
     * @param source gives the text for a full option name; may throw {@link java.util.NoSuchElementException} or
     *     {@link IllegalArgumentException} where a text holds an expression that cannot be resolved
     * @param names all names the configuration holds, ours and others
     * @throws ConfigurationException if anything is missing, wrong or unknown
     */
    public static MemphisConfig read(Function<String, Optional<String>> source, Iterable<String> names) {
        Problems problems = new Problems();
        Values values = Values.read(source, problems);
        new CrossChecks(values, problems).run();
        Optional<String> topicPrefix = topicPrefix(source, problems);
        UnknownNames.report(names, problems);
        topicPrefix.ifPresent(prefix -> checkReceiptStation(values, prefix, problems));
        problems.throwIfAny();
        return new ConfigReader(values, topicPrefix.orElseThrow()).config();
    }

    private static Optional<String> topicPrefix(Function<String, Optional<String>> source, Problems problems) {
        try {
            Optional<String> prefix =
                    source.apply(TOPIC_PREFIX).map(String::strip).filter(t -> !t.isEmpty());
            if (prefix.isEmpty()) {
                problems.missing(TOPIC_PREFIX, "Debezium needs it, and the receipt station is named after it");
            }
            return prefix;
        } catch (NoSuchElementException | IllegalArgumentException e) {
            problems.unreadable(TOPIC_PREFIX);
            return Optional.empty();
        }
    }

    /** The receipt station's default is known here only; its own events must not mix with the source's. */
    private static void checkReceiptStation(Values values, String topicPrefix, Problems problems) {
        String station = ReceiptStation.of(topicPrefix);
        boolean taken = values.find(Options.STATION).filter(station::equals).isPresent();
        if (taken && !values.given(Options.RECEIPT_STATION)) {
            problems.conflict(
                    Options.STATION, station, "is the receipt station's default name: give the events another station");
        }
    }

    private MemphisConfig config() {
        return new MemphisConfig(
                gateway(), credentials(), events(), delivery(), receipts(), values.get(Options.PROGRESS_INTERVAL));
    }

    private GatewayConfig gateway() {
        return new GatewayConfig(
                values.get(Options.URL),
                values.get(Options.CONNECTIONS),
                values.get(Options.CONNECT_TIMEOUT),
                values.get(Options.REQUEST_TIMEOUT),
                values.get(Options.FIRST_USE_TIMEOUT),
                values.get(Options.COMPRESSION),
                tls(),
                values.find(Options.PROXY_URL).map(this::proxy));
    }

    private TlsConfig tls() {
        return new TlsConfig(
                StoreOptions.TRUST.build(values), StoreOptions.KEY.build(values), values.get(Options.VERIFY_HOST));
    }

    private ProxyConfig proxy(URI url) {
        return new ProxyConfig(
                url.getHost(),
                url.getPort(),
                values.find(Options.PROXY_USERNAME),
                either(Options.PROXY_PASSWORD, Options.PROXY_PASSWORD_FILE));
    }

    private Credentials credentials() {
        return new Credentials(
                values.get(Options.USERNAME),
                either(Options.PASSWORD, Options.PASSWORD_FILE).orElse(new Secret("")),
                either(Options.CONNECTION_TOKEN, Options.CONNECTION_TOKEN_FILE),
                values.get(Options.ACCOUNT_ID),
                values.get(Options.TOKEN_EXPIRY),
                values.get(Options.REFRESH_TOKEN_EXPIRY));
    }

    private EventConfig events() {
        return new EventConfig(
                values.find(Options.STATION),
                values.find(Options.STATION_PREFIX).orElse(""),
                topicPrefix,
                values.get(Options.TOMBSTONES),
                values.get(Options.HEARTBEATS),
                values.get(Options.HEADERS_ENABLED),
                values.find(Options.HEADERS_PREFIX).orElse(""),
                values.find(Options.KEY_HEADER),
                values.find(Options.EVENT_ID_HEADER));
    }

    private DeliveryConfig delivery() {
        return new DeliveryConfig(
                values.get(Options.ORDERING),
                values.get(Options.BATCH_MODE),
                values.get(Options.BATCH_MAX_EVENTS),
                values.get(Options.BATCH_MAX_BYTES),
                values.get(Options.EVENT_MAX_BYTES),
                values.get(Options.MAX_IN_FLIGHT),
                values.get(Options.MAX_IN_FLIGHT_BYTES),
                values.get(Options.RETRY_BACKOFF_INITIAL),
                values.get(Options.RETRY_BACKOFF_MAX),
                values.find(Options.RETRY_MAX_DURATION).filter(Duration::isPositive),
                values.get(Options.POISON_POLICY),
                values.find(Options.DEAD_LETTER_STATION),
                values.find(Options.DEAD_LETTER_FILE));
    }

    private ReceiptConfig receipts() {
        return new ReceiptConfig(
                values.get(Options.RECEIPT_ENABLED),
                values.find(Options.RECEIPT_STATION).orElseGet(() -> ReceiptStation.of(topicPrefix)),
                values.get(Options.RECEIPT_TIMEOUT));
    }

    private Optional<Secret> either(Option<Secret> text, Option<Secret> file) {
        return values.find(text).or(() -> values.find(file));
    }
}
