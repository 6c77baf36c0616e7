package dev.memphis.delivery.reading;

import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.EventConfig;
import dev.memphis.delivery.options.GatewayConfig;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.options.ProxyConfig;
import dev.memphis.delivery.options.ReceiptConfig;
import dev.memphis.delivery.options.Secret;
import dev.memphis.delivery.options.TlsConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/** Reads the whole configuration from named texts and tells everything that is wrong with it at once. */
public final class ConfigReader {
    private final OptionNames names;
    private final Values values;
    private final String pipeline;

    private ConfigReader(OptionNames names, Values values, String pipeline) {
        this.names = names;
        this.values = values;
        this.pipeline = pipeline;
    }

    /**
     * Reads a configuration.
     *
     * @param names how the host's users write the options
     * @param source gives the text for a full option name; may throw {@link java.util.NoSuchElementException} or
     *     {@link IllegalArgumentException} where a text holds an expression that cannot be resolved
     * @param given all names the configuration holds, ours and others
     * @throws ConfigurationException if anything is missing, wrong or unknown
     */
    public static MemphisConfig read(
            OptionNames names, Function<String, Optional<String>> source, Iterable<String> given) {
        Problems problems = new Problems(names);
        Values values = Values.read(source, problems);
        new CrossChecks(values, problems).run();
        Optional<String> pipeline = pipeline(names, source, problems);
        new UnknownNames(names, source).report(given, problems);
        pipeline.ifPresent(name -> checkReceiptStation(values, receiptStation(names, name), problems));
        problems.throwIfAny();
        return new ConfigReader(names, values, pipeline.orElseThrow()).config();
    }

    private static Optional<String> pipeline(
            OptionNames names, Function<String, Optional<String>> source, Problems problems) {
        try {
            Optional<String> name =
                    source.apply(names.pipeline()).map(String::strip).filter(t -> !t.isEmpty());
            if (name.isEmpty()) {
                problems.missing(names.pipeline(), names.needsPipeline());
            }
            return name;
        } catch (NoSuchElementException | IllegalArgumentException e) {
            problems.unreadable(names.pipeline());
            return Optional.empty();
        }
    }

    private static String receiptStation(OptionNames names, String pipeline) {
        return ReceiptStation.of(names.receiptStation(), pipeline);
    }

    /** The receipt station's default is known here only; its own events must not mix with others. */
    private static void checkReceiptStation(Values values, String station, Problems problems) {
        if (values.given(Options.RECEIPT_STATION)) {
            return;
        }
        for (Option<String> option : List.of(Options.STATION, Options.DEAD_LETTER_STATION)) {
            if (values.find(option).filter(station::equalsIgnoreCase).isPresent()) {
                problems.conflict(option, station, "is the receipt station's default name: give this one another name");
            }
        }
    }

    private MemphisConfig config() {
        return new MemphisConfig(
                names,
                gateway(),
                credentials(),
                events(),
                delivery(),
                receipts(),
                values.get(Options.PROGRESS_INTERVAL),
                values.find(Options.READINESS_CHECK_INTERVAL).filter(Duration::isPositive));
    }

    private GatewayConfig gateway() {
        return new GatewayConfig(
                values.get(Options.URL),
                values.get(Options.CONNECTIONS),
                values.get(Options.CONNECT_TIMEOUT),
                values.get(Options.REQUEST_TIMEOUT),
                values.get(Options.FIRST_USE_TIMEOUT),
                values.get(Options.SHARED_ADDRESS),
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
                ProxyConfig.withoutBrackets(url.getHost()),
                url.getPort(),
                values.find(Options.PROXY_USERNAME),
                either(Options.PROXY_PASSWORD, Options.PROXY_PASSWORD_FILE));
    }

    private Credentials credentials() {
        return new Credentials(
                values.get(Options.USERNAME),
                either(Options.PASSWORD, Options.PASSWORD_FILE).orElseThrow(),
                values.get(Options.ACCOUNT_ID),
                values.get(Options.TOKEN_EXPIRY),
                values.get(Options.REFRESH_TOKEN_EXPIRY));
    }

    private EventConfig events() {
        return new EventConfig(
                values.find(Options.STATION),
                values.find(Options.STATION_PREFIX).orElse(""),
                pipeline,
                values.get(Options.TOMBSTONES),
                values.get(Options.HEARTBEATS),
                values.get(Options.DOCUMENTS),
                values.get(Options.HEADERS_ENABLED),
                values.find(Options.HEADERS_PREFIX).orElse(""),
                values.find(Options.KEY_HEADER),
                values.find(Options.EVENT_ID_HEADER));
    }

    private DeliveryConfig delivery() {
        return new DeliveryConfig(
                values.get(Options.ORDERING),
                values.get(Options.BATCH_MODE),
                values.find(Options.BATCH_ROUNDED_FIELDS).orElse(List.of()),
                values.get(Options.BATCH_MAX_EVENTS),
                values.get(Options.BATCH_MAX_BYTES),
                values.get(Options.EVENT_MAX_BYTES),
                values.get(Options.MAX_IN_FLIGHT),
                values.get(Options.MAX_IN_FLIGHT_BYTES),
                values.get(Options.RETRY_BACKOFF_INITIAL),
                values.get(Options.RETRY_BACKOFF_MAX),
                values.find(Options.RETRY_MAX_DURATION).filter(Duration::isPositive),
                values.get(Options.OUTAGE_AFTER),
                values.get(Options.POISON_POLICY),
                values.find(Options.DEAD_LETTER_STATION),
                values.find(Options.DEAD_LETTER_FILE),
                values.get(Options.DEAD_LETTER_FILE_MAX_BYTES));
    }

    private ReceiptConfig receipts() {
        return new ReceiptConfig(
                values.get(Options.RECEIPT_ENABLED),
                values.find(Options.RECEIPT_STATION).orElseGet(() -> receiptStation(names, pipeline)),
                values.get(Options.RECEIPT_TIMEOUT),
                values.get(Options.PROOF_AGE));
    }

    private Optional<Secret> either(Option<Secret> text, Option<Secret> file) {
        return values.find(text).or(() -> values.find(file));
    }
}
