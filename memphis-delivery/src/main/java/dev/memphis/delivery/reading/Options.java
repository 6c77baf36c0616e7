package dev.memphis.delivery.reading;

import static dev.memphis.delivery.reading.Option.Group.DELIVERY;
import static dev.memphis.delivery.reading.Option.Group.EVENTS;
import static dev.memphis.delivery.reading.Option.Group.FAILURES;
import static dev.memphis.delivery.reading.Option.Group.GATEWAY;
import static dev.memphis.delivery.reading.Option.Group.LOGIN;
import static dev.memphis.delivery.reading.Option.Group.OBSERVATION;
import static dev.memphis.delivery.reading.Option.Group.PROXY;
import static dev.memphis.delivery.reading.Option.Group.RECEIPTS;
import static dev.memphis.delivery.reading.Option.Group.TLS;
import static dev.memphis.delivery.reading.Option.defaulted;
import static dev.memphis.delivery.reading.Option.optional;
import static dev.memphis.delivery.reading.Option.required;
import static dev.memphis.delivery.reading.ValueTypes.choice;
import static dev.memphis.delivery.reading.ValueTypes.fields;
import static dev.memphis.delivery.reading.ValueTypes.flag;
import static dev.memphis.delivery.reading.ValueTypes.headerName;
import static dev.memphis.delivery.reading.ValueTypes.headerPrefix;
import static dev.memphis.delivery.reading.ValueTypes.millis;
import static dev.memphis.delivery.reading.ValueTypes.minutes;
import static dev.memphis.delivery.reading.ValueTypes.proxyUrl;
import static dev.memphis.delivery.reading.ValueTypes.proxyUsername;
import static dev.memphis.delivery.reading.ValueTypes.readableFile;
import static dev.memphis.delivery.reading.ValueTypes.secret;
import static dev.memphis.delivery.reading.ValueTypes.secretFile;
import static dev.memphis.delivery.reading.ValueTypes.station;
import static dev.memphis.delivery.reading.ValueTypes.stationPrefix;
import static dev.memphis.delivery.reading.ValueTypes.urls;
import static dev.memphis.delivery.reading.ValueTypes.username;
import static dev.memphis.delivery.reading.ValueTypes.wholeNumber;
import static dev.memphis.delivery.reading.ValueTypes.writableFile;

import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.Compression;
import dev.memphis.delivery.options.DocumentForm;
import dev.memphis.delivery.options.FieldPath;
import dev.memphis.delivery.options.Ordering;
import dev.memphis.delivery.options.Passage;
import dev.memphis.delivery.options.PoisonPolicy;
import dev.memphis.delivery.options.Secret;
import dev.memphis.delivery.options.StoreFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The catalogue: every option, described once. Parsing, messages and documents are made from it. */
public final class Options {
    /** The gateway's limit for a request body (contract, "Answers, exactly"). */
    static final int WIRE_LIMIT = 4_194_304;

    private static final long HOUR_MS = 3_600_000;
    private static final long MONTH_MS = 30 * 24 * HOUR_MS;
    private static final long YEAR_MINUTES = 365 * 24 * 60;

    static final Option<List<URI>> URL = required(
            GATEWAY,
            "url",
            urls(),
            "The Memphis REST gateway, for example `http://localhost:4444`, with a path where a reverse proxy gives it"
                    + " one, `https://host/memphis`. Several URLs, separated by commas, are"
                    + " used in turn when one is away.");
    static final Option<Integer> CONNECTIONS = defaulted(
            GATEWAY,
            "connections",
            wholeNumber(1, 64),
            "4",
            "Connections that carry events. Each is pipelined, so few are enough.");
    static final Option<Duration> CONNECT_TIMEOUT = defaulted(
            GATEWAY,
            "connect.timeout.ms",
            millis(100, HOUR_MS),
            "10000",
            "How long opening a connection, TLS included, may take.");
    static final Option<Duration> REQUEST_TIMEOUT = defaulted(
            GATEWAY,
            "request.timeout.ms",
            millis(100, HOUR_MS),
            "30000",
            "How long the gateway may take for an answer. It answers by itself after 15 s when the broker is slow, so"
                    + " less than 20 s makes duplicates.");
    static final Option<Duration> FIRST_USE_TIMEOUT = defaulted(
            GATEWAY,
            "first.use.timeout.ms",
            millis(100, HOUR_MS),
            "150000",
            "The same for the first event to a station, for which the gateway may need two minutes.");
    static final Option<Boolean> SHARED_ADDRESS = defaulted(
            GATEWAY,
            "shared.address",
            flag(),
            "false",
            "Whether several gateways stand behind one address of `url`, shared out by connections. Receipts then follow on"
                    + " each connection, and each connection that ends has everything sent again that is not proved.");
    static final Option<Compression> COMPRESSION = defaulted(
            GATEWAY,
            "compression",
            choice(Compression.class),
            "none",
            "Compression of requests. The gateway stores the bytes inflated but keeps the header"
                    + " `Content-Encoding: gzip` with each message, which misleads consumers that believe it.");

    static final Option<String> USERNAME =
            required(LOGIN, "username", username(), "The Memphis user to log in as; of type application.");
    static final Option<Secret> PASSWORD =
            optional(LOGIN, "password", secret(), "The user's password. This or `password.file` is needed.");
    static final Option<Secret> PASSWORD_FILE = optional(
            LOGIN, "password.file", secretFile(), "A file that holds the password, as container platforms mount it.");
    static final Option<Integer> ACCOUNT_ID =
            defaulted(LOGIN, "account.id", wholeNumber(1, Integer.MAX_VALUE), "1", "The Memphis account.");
    static final Option<Duration> TOKEN_EXPIRY = defaulted(
            LOGIN,
            "token.expiry.minutes",
            minutes(1, YEAR_MINUTES),
            "60",
            "The lifetime asked for the access token. It is renewed in good time.");
    static final Option<Duration> REFRESH_TOKEN_EXPIRY = defaulted(
            LOGIN,
            "refresh.token.expiry.minutes",
            minutes(2, YEAR_MINUTES),
            "10080",
            "The lifetime asked for the refresh token; longer than the access token's. Keep it long: after an outage"
                    + " of the broker the gateway recovers by a refresh, not by a log-in.");

    static final Option<String> STATION = optional(
            EVENTS,
            "station",
            station(),
            "One station for all events. Without it each topic has a station of its own, named like the topic.");
    static final Option<String> STATION_PREFIX = optional(
            EVENTS, "station.prefix", stationPrefix(), "Put before a station's name that is made from a topic.");
    static final Option<Passage> TOMBSTONES = defaulted(
            EVENTS,
            "tombstones",
            choice(Passage.class),
            "skip",
            "Whether tombstones (an empty event after a delete) are sent as empty messages or left out. One that is all"
                    + " there is of a deletion is always sent. The key goes with each as a message header.");
    static final Option<Passage> HEARTBEATS = defaulted(
            EVENTS, "heartbeats", choice(Passage.class), "skip", "Whether heartbeat events are sent or left out.");
    static final Option<DocumentForm> DOCUMENTS = defaulted(
            EVENTS,
            "documents",
            choice(DocumentForm.class),
            "text",
            "What the documents of MongoDB are in an event's `before`, `after` and `updateDescription.updatedFields`: strings"
                    + " that hold JSON, as Debezium writes them, or JSON objects, every value as it was written. Wants JSON"
                    + " events without schema.");
    static final Option<Boolean> HEADERS_ENABLED = defaulted(
            EVENTS,
            "headers.enabled",
            flag(),
            "false",
            "Whether Debezium's record headers become message headers. Only events with equal headers share a batch.");
    static final Option<String> HEADERS_PREFIX =
            optional(EVENTS, "headers.prefix", headerPrefix(), "Put before the name of each such header.");
    static final Option<String> KEY_HEADER = optional(
            EVENTS,
            "key.header",
            headerName(),
            "The message header that carries the record's key; bytes that are not readable text as `base64:` and their"
                    + " Base64. Without it only events without a value carry the key, as `Record-Key`.");
    static final Option<String> EVENT_ID_HEADER = optional(
            EVENTS,
            "event.id.header",
            headerName(),
            "The message header that carries an id of the event, the same after a restart, so that a consumer can"
                    + " recognise duplicates.");

    static final Option<Ordering> ORDERING = defaulted(
            DELIVERY,
            "ordering",
            choice(Ordering.class),
            "key",
            "What stays in order: the events of a key (a row), all events of a station, or nothing.");
    static final Option<BatchMode> BATCH_MODE = defaulted(
            DELIVERY,
            "batch.mode",
            choice(BatchMode.class),
            "auto",
            "Whether events share a request. The gateway decodes and encodes batches again: `auto` batches only where"
                    + " that keeps every value and is faster, `always` accepts rounded numbers.");
    static final Option<List<FieldPath>> BATCH_ROUNDED_FIELDS = optional(
            DELIVERY,
            "batch.rounded.fields",
            fields(),
            "Fields whose whole numbers may be rounded, so that `auto` can batch their events; every other value is kept."
                    + " `ts_ns` alone is Debezium's own, at the event's top and in `source`, never a column in `before` or"
                    + " `after`; a batch moves it by 256 ns at most.");
    static final Option<Integer> BATCH_MAX_EVENTS =
            defaulted(DELIVERY, "batch.max.events", wholeNumber(1, 100_000), "500", "Most events in a batch.");
    static final Option<Integer> BATCH_MAX_BYTES = defaulted(
            DELIVERY,
            "batch.max.bytes",
            wholeNumber(1024, WIRE_LIMIT),
            "3145728",
            "Most bytes in a batch; the gateway takes 4 MiB.");
    static final Option<Integer> EVENT_MAX_BYTES = defaulted(
            DELIVERY,
            "event.max.bytes",
            wholeNumber(1024, WIRE_LIMIT),
            "1048576",
            "The broker's limit for a message, headers and data together. A larger event is poison.");
    static final Option<Integer> MAX_IN_FLIGHT = defaulted(
            DELIVERY,
            "max.in.flight",
            wholeNumber(1, 65_536),
            "4096",
            "Most requests sent and not yet answered. How many are, up to that, follows what the gateway can take.");
    static final Option<Integer> MAX_IN_FLIGHT_BYTES = defaulted(
            DELIVERY,
            "max.in.flight.bytes",
            wholeNumber(1_048_576, 1_073_741_824),
            "16777216",
            "Most bytes of events in encoded form at once; bounds the sink's memory.");

    static final Option<Duration> RETRY_BACKOFF_INITIAL = defaulted(
            FAILURES,
            "retry.backoff.initial.ms",
            millis(1, HOUR_MS),
            "100",
            "The wait before the first retry, on average half of it; doubled with each further one.");
    static final Option<Duration> RETRY_BACKOFF_MAX =
            defaulted(FAILURES, "retry.backoff.max.ms", millis(1, HOUR_MS), "3000", "The longest wait before a retry.");
    static final Option<Duration> RETRY_MAX_DURATION = defaulted(
            FAILURES,
            "retry.max.duration.ms",
            millis(0, MONTH_MS),
            "0",
            "How long an outage may last before the server stops (and replays when started again); 0 means for ever.");
    static final Option<Duration> OUTAGE_AFTER = defaulted(
            FAILURES,
            "outage.after.ms",
            millis(100, HOUR_MS),
            "2000",
            "How long nothing must have been accepted before that is called an outage: one WARN, and readiness is down."
                    + " Single requests that fail are sent again and counted.");
    static final Option<PoisonPolicy> POISON_POLICY = defaulted(
            FAILURES,
            "poison.policy",
            choice(PoisonPolicy.class),
            "stop",
            "What becomes of an event that Memphis can never accept: the server stops, the event is left out, or it"
                    + " goes to the dead letter station or file.");
    static final Option<String> DEAD_LETTER_STATION =
            optional(FAILURES, "dead.letter.station", station(), "Where poison goes with `poison.policy=dead-letter`.");
    static final Option<Path> DEAD_LETTER_FILE = optional(
            FAILURES,
            "dead.letter.file",
            writableFile(),
            "The file where poison goes when there is no dead letter station or that refuses it too. It holds events' contents:"
                    + " it is made for its owner alone, and a link is not followed.");
    static final Option<Integer> DEAD_LETTER_FILE_MAX_BYTES = defaulted(
            FAILURES,
            "dead.letter.file.max.bytes",
            wholeNumber(1 << 20, Integer.MAX_VALUE),
            "1073741824",
            "How large the dead letter file may become. An event that does not fit stops the server and stays unmarked: move"
                    + " the file away, see to why so much is refused, and start again.");

    static final Option<Boolean> RECEIPT_ENABLED = defaulted(
            RECEIPTS,
            "receipt.enabled",
            flag(),
            "true",
            "Whether events count as delivered only when a receipt has come back from the broker. Without it the"
                    + " gateway's 200 is believed, and events may be lost when the broker fails.");
    static final Option<String> RECEIPT_STATION = optional(
            RECEIPTS,
            "receipt.station",
            station(),
            "The station for receipts, used by this server alone. Without it: `debezium-receipts-` and the topic"
                    + " prefix.");
    static final Option<Duration> RECEIPT_TIMEOUT = defaulted(
            RECEIPTS,
            "receipt.timeout.ms",
            millis(100, HOUR_MS),
            "5000",
            "How long a receipt may take before the events it stands for are sent again.");

    static final Option<Duration> PROOF_AGE = defaulted(
            RECEIPTS,
            "receipt.proof.age.ms",
            millis(100, 2000),
            "2000",
            "How old an event may be, from its sending, when the receipt that proves it is back. The gateway's connection to a"
                    + " broker that died comes back after 3 s, and lets receipts through as if nothing had been lost: so"
                    + " never more than 2000.");

    static final Option<Path> TRUST_STORE = optional(
            TLS,
            "tls.trust.store",
            readableFile(),
            "The certificates to trust; without it the Java platform's. A renewed file is used for new connections.");
    static final Option<Secret> TRUST_STORE_PASSWORD =
            optional(TLS, "tls.trust.store.password", secret(), "The trust store's password (JKS, PKCS12).");
    static final Option<StoreFile.Type> TRUST_STORE_TYPE = optional(
            TLS,
            "tls.trust.store.type",
            choice(StoreFile.Type.class),
            "Its format; without it told from the file's name (.pem, .crt, .cer, .jks, .p12, .pfx).");
    static final Option<Path> KEY_STORE = optional(
            TLS, "tls.key.store", readableFile(), "The client's certificate, where the gateway's front wants one.");
    static final Option<Secret> KEY_STORE_PASSWORD =
            optional(TLS, "tls.key.store.password", secret(), "The key store's password (JKS, PKCS12).");
    static final Option<StoreFile.Type> KEY_STORE_TYPE =
            optional(TLS, "tls.key.store.type", choice(StoreFile.Type.class), "Its format, as for the trust store.");
    static final Option<Path> KEY_STORE_KEY =
            optional(TLS, "tls.key.store.key", readableFile(), "The private key of a PEM certificate (PKCS#8).");
    static final Option<Boolean> VERIFY_HOST = defaulted(
            TLS,
            "tls.verify.host",
            flag(),
            "true",
            "Whether the certificate must name the host of the URL; without that, a WARN at each start.");

    static final Option<URI> PROXY_URL =
            optional(PROXY, "proxy.url", proxyUrl(), "An HTTP proxy on the way to the gateway.");
    static final Option<String> PROXY_USERNAME =
            optional(PROXY, "proxy.username", proxyUsername(), "The proxy's user, where it wants one.");
    static final Option<Secret> PROXY_PASSWORD =
            optional(PROXY, "proxy.password", secret(), "The proxy user's password.");
    static final Option<Secret> PROXY_PASSWORD_FILE =
            optional(PROXY, "proxy.password.file", secretFile(), "A file that holds it.");

    static final Option<Duration> PROGRESS_INTERVAL = defaulted(
            OBSERVATION,
            "progress.interval.ms",
            millis(1000, 24 * HOUR_MS),
            "30000",
            "How often a progress line is logged while events flow.");
    static final Option<Duration> READINESS_CHECK_INTERVAL = defaulted(
            OBSERVATION,
            "readiness.check.interval.ms",
            millis(0, HOUR_MS),
            "10000",
            "How often Debezium Server's readiness looks whether the gateway is there while nothing is delivered: a GET of"
                    + " /monitoring/status, never a log-in. 0 means never.");

    /** All options in the order of the documents. */
    public static final List<Option<?>> ALL = List.of(
            URL,
            CONNECTIONS,
            CONNECT_TIMEOUT,
            REQUEST_TIMEOUT,
            FIRST_USE_TIMEOUT,
            SHARED_ADDRESS,
            COMPRESSION,
            USERNAME,
            PASSWORD,
            PASSWORD_FILE,
            ACCOUNT_ID,
            TOKEN_EXPIRY,
            REFRESH_TOKEN_EXPIRY,
            STATION,
            STATION_PREFIX,
            TOMBSTONES,
            HEARTBEATS,
            DOCUMENTS,
            HEADERS_ENABLED,
            HEADERS_PREFIX,
            KEY_HEADER,
            EVENT_ID_HEADER,
            ORDERING,
            BATCH_MODE,
            BATCH_ROUNDED_FIELDS,
            BATCH_MAX_EVENTS,
            BATCH_MAX_BYTES,
            EVENT_MAX_BYTES,
            MAX_IN_FLIGHT,
            MAX_IN_FLIGHT_BYTES,
            RETRY_BACKOFF_INITIAL,
            RETRY_BACKOFF_MAX,
            RETRY_MAX_DURATION,
            OUTAGE_AFTER,
            POISON_POLICY,
            DEAD_LETTER_STATION,
            DEAD_LETTER_FILE,
            DEAD_LETTER_FILE_MAX_BYTES,
            RECEIPT_ENABLED,
            RECEIPT_STATION,
            RECEIPT_TIMEOUT,
            PROOF_AGE,
            TRUST_STORE,
            TRUST_STORE_PASSWORD,
            TRUST_STORE_TYPE,
            KEY_STORE,
            KEY_STORE_PASSWORD,
            KEY_STORE_TYPE,
            KEY_STORE_KEY,
            VERIFY_HOST,
            PROXY_URL,
            PROXY_USERNAME,
            PROXY_PASSWORD,
            PROXY_PASSWORD_FILE,
            PROGRESS_INTERVAL,
            READINESS_CHECK_INTERVAL);

    private Options() {}
}
