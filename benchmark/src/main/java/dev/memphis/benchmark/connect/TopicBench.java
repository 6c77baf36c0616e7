package dev.memphis.benchmark.connect;

import dev.memphis.benchmark.wire.Arrivals;
import dev.memphis.benchmark.wire.InstantGateway;
import dev.memphis.testbed.kafka.ConnectWorker;
import dev.memphis.testbed.kafka.KafkaNode;
import dev.memphis.testbed.process.Await;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Reads a topic through with one sink or the other.
 *
 * @param nothing a worker for the sink that does nothing
 * @param memphis a worker for the Memphis sink, and for the one that posts one event at a time
 * @param records how many the topic holds
 */
record TopicBench(KafkaNode kafka, ConnectWorker nothing, ConnectWorker memphis, String topic, int records) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MOST_ONE_BY_ONE = 50_000;
    private static int serial;

    /** Returns records a second from the first commit that was seen to the last. */
    double nothing(int tasks) {
        String name = "nothing-" + ++serial;
        Map<String, String> config = connector(tasks);
        config.put("connector.class", "dev.memphis.benchmark.connect.NothingSinkConnector");
        nothing.rest().put(name, config);
        long[] first = new long[2];
        await(name + " has read all", () -> {
            long committed = kafka.committed("connect-" + name, topic);
            if (first[0] == 0 && committed > 0) {
                first[0] = committed;
                first[1] = System.nanoTime();
            }
            return committed >= records;
        });
        double rate = (records - first[0]) / ((System.nanoTime() - first[1]) / 1e9);
        nothing.rest().delete(name);
        return rate;
    }

    /** Returns events a second from the first that arrived at the gateway to the last. */
    double memphis(int tasks) throws Exception {
        return delivered(
                "memphis",
                tasks,
                records,
                gateway -> Map.of(
                        "connector.class", "dev.memphis.connect.MemphisSinkConnector",
                        "memphis.url", gateway.uri().toString(),
                        "memphis.username", "benchmark",
                        "memphis.password", "Benchmark-1!",
                        "memphis.station", "benchmark"));
    }

    /** Returns the same for a task that posts one event at a time; the first events count, for all would take minutes. */
    double oneByOne(int tasks) throws Exception {
        return delivered(
                "one-by-one",
                tasks,
                Math.min(records, MOST_ONE_BY_ONE),
                gateway -> Map.of(
                        "connector.class",
                        "dev.memphis.benchmark.connect.OneByOneSinkConnector",
                        OneByOneSinkConnector.URL,
                        gateway.uri()
                                .resolve("/stations/benchmark/produce/single")
                                .toString()));
    }

    private double delivered(String kind, int tasks, long enough, Function<InstantGateway, Map<String, String>> options)
            throws Exception {
        String name = kind + "-" + ++serial;
        try (InstantGateway gateway = InstantGateway.start()) {
            Map<String, String> config = connector(tasks);
            config.putAll(options.apply(gateway));
            memphis.rest().put(name, config);
            await(name + " has delivered", () -> gateway.arrivals().look().events() >= enough);
            Arrivals.Look look = gateway.arrivals().look();
            memphis.rest().delete(name);
            return look.events() / ((look.lastMicros() - look.firstMicros()) / 1e6);
        }
    }

    private Map<String, String> connector(int tasks) {
        return new HashMap<>(Map.of(
                "tasks.max",
                Integer.toString(tasks),
                "topics",
                topic,
                "key.converter",
                "org.apache.kafka.connect.converters.ByteArrayConverter",
                "value.converter",
                "org.apache.kafka.connect.converters.ByteArrayConverter"));
    }

    private void await(String what, BooleanSupplier condition) {
        Await.until(what, PATIENCE, condition, memphis.process()::lastLines);
    }
}
