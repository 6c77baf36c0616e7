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

/**
 * Reads a topic through with one sink or the other.
 *
 * @param nothing a worker for the sink that does nothing
 * @param memphis a worker for the Memphis sink
 * @param records how many the topic holds
 */
record Bench(KafkaNode kafka, ConnectWorker nothing, ConnectWorker memphis, String topic, int records) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static int serial;

    /** Returns records a second from the first commit that was seen to the last. */
    double nothing(int tasks) {
        String name = "nothing-" + ++serial;
        nothing.rest().put(name, connector("dev.memphis.benchmark.connect.NothingSinkConnector", tasks));
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
        String name = "memphis-" + ++serial;
        try (InstantGateway gateway = InstantGateway.start()) {
            Map<String, String> config = connector("dev.memphis.connect.MemphisSinkConnector", tasks);
            config.put("memphis.url", gateway.uri().toString());
            config.put("memphis.username", "benchmark");
            config.put("memphis.password", "Benchmark-1!");
            config.put("memphis.station", "benchmark");
            memphis.rest().put(name, config);
            await(name + " has delivered all", () -> gateway.arrivals().look().events() >= records);
            Arrivals.Look look = gateway.arrivals().look();
            memphis.rest().delete(name);
            return look.events() / ((look.lastMicros() - look.firstMicros()) / 1e6);
        }
    }

    private Map<String, String> connector(String type, int tasks) {
        return new HashMap<>(Map.of(
                "connector.class",
                type,
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
