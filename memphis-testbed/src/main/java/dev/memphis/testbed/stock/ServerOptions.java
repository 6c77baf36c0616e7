package dev.memphis.testbed.stock;

import java.util.Map;
import java.util.TreeMap;

/** What a server with the sink is told in its application.properties. Stateless. */
public final class ServerOptions {
    private ServerOptions() {}

    /** Returns a connector's options, given by its own names, by the names that a server has for them. */
    public static Map<String, String> source(Map<String, String> options) {
        return below("debezium.source.", options);
    }

    /** Returns the Memphis sink's options, given by the names that they have in every host, and that it is the sink. */
    public static Map<String, String> sink(Map<String, String> options) {
        Map<String, String> all = below("debezium.sink.memphis.", options);
        all.put("debezium.sink.type", "memphis");
        return all;
    }

    /** Returns options that keep offsets in the sink's own file and save them ten times a second. */
    public static Map<String, String> offsets() {
        return source(Map.of(
                "offset.storage", "io.debezium.server.memphis.offsets.DurableFileOffsetBackingStore",
                "offset.storage.file.filename", "data/offsets.dat",
                "offset.flush.interval.ms", "100"));
    }

    /**
     * Returns options that have the server's health page on loopback only.
     *
     * @param port 0 for a free one
     */
    public static Map<String, String> health(int port) {
        return Map.of("quarkus.http.host", "127.0.0.1", "quarkus.http.port", String.valueOf(port));
    }

    private static Map<String, String> below(String prefix, Map<String, String> options) {
        Map<String, String> all = new TreeMap<>();
        options.forEach((name, value) -> all.put(prefix + name, value));
        return all;
    }
}
