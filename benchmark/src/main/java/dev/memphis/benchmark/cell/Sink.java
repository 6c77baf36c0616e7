package dev.memphis.benchmark.cell;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** What is measured: the ceiling, what users have today, and ours. */
public enum Sink {
    NOTHING("does nothing (ceiling)", "nothing", Map.of()),
    HTTP("http, one by one", "http", Map.of()),
    HTTP_BATCH("http, batches of 200", "http", Map.of("batch.enabled", "true", "batch.max-size", "200")),
    AUTO("memphis, auto", "memphis", Map.of("batch.mode", "auto")),
    NEVER("memphis, never batches", "memphis", Map.of("batch.mode", "never")),
    ALWAYS("memphis, always batches", "memphis", Map.of("batch.mode", "always")),
    ROUNDED(
            "memphis, auto, ts_ns may be rounded",
            "memphis",
            Map.of("batch.mode", "auto", "batch.rounded.fields", "ts_ns")),
    /** Another jar of the sink, in turn with ours. */
    OTHER_AUTO("memphis of --sink-jar, auto", "memphis", Map.of("batch.mode", "auto")),
    OTHER_NEVER("memphis of --sink-jar, never batches", "memphis", Map.of("batch.mode", "never")),
    NO_RECEIPTS("memphis, auto, receipts off", "memphis", Map.of("batch.mode", "auto", "receipt.enabled", "false"));

    static final String USER = "benchmark";
    static final String PASSWORD = "Benchmark-1!";

    private final String title;
    private final String type;
    private final Map<String, String> options;

    Sink(String title, String type, Map<String, String> options) {
        this.title = title;
        this.type = type;
        this.options = options;
    }

    /** Returns what it is called in tables. */
    public String title() {
        return title;
    }

    /** Says whether it sends events anywhere. */
    public boolean sends() {
        return this != NOTHING;
    }

    /** Says whether it is of the jar that {@code --sink-jar} names. */
    public boolean isOther() {
        return this == OTHER_AUTO || this == OTHER_NEVER;
    }

    boolean isMemphis() {
        return type.equals("memphis");
    }

    /** Returns what a server has to be told of a sink that needs no gateway. */
    Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        properties.put("debezium.sink.type", type);
        options.forEach((name, value) -> properties.put("debezium.sink." + type + "." + name, value));
        return properties;
    }

    /** Returns what a server has to be told; the stock sink logs in as it does in the reference solution. */
    Map<String, String> properties(URI gateway, String station) {
        Map<String, String> properties = properties();
        if (type.equals("memphis")) {
            properties.put("debezium.sink.memphis.url", gateway.toString());
            properties.put("debezium.sink.memphis.username", USER);
            properties.put("debezium.sink.memphis.password", PASSWORD);
            properties.put("debezium.sink.memphis.station", station);
        } else if (type.equals("http")) {
            String form = this == HTTP_BATCH ? "batch" : "single";
            properties.put("debezium.sink.http.url", gateway + "/stations/" + station + "/produce/" + form);
            properties.put("debezium.sink.http.authentication.type", "jwt");
            properties.put("debezium.sink.http.authentication.jwt.username", USER);
            properties.put("debezium.sink.http.authentication.jwt.password", PASSWORD);
            properties.put("debezium.sink.http.authentication.jwt.url", gateway + "/");
            properties.put("debezium.sink.http.authentication.jwt.token_expiration", "60");
            properties.put("debezium.sink.http.authentication.jwt.refresh_token_expiration", "600");
        }
        return properties;
    }
}
