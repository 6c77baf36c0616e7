package dev.memphis.quickstart;

import dev.memphis.testbed.kafka.ConnectWorker;
import dev.memphis.testbed.kafka.KafkaLibraries;
import dev.memphis.testbed.kafka.KafkaNode;
import dev.memphis.testbed.process.JavaProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Debezium's source connector, a Kafka node, and the Memphis sink connector, in one distributed Connect worker. */
final class ConnectEngine implements Engine {
    private static final String SOURCE = "todo-source";
    private static final String SINK = "todo-to-memphis";
    private static final String TOPIC = "tutorial.public.todo_items";

    @SuppressWarnings("NullAway.Init") // set by start()
    private KafkaNode kafka;

    @SuppressWarnings("NullAway.Init") // set by start()
    private ConnectWorker worker;

    @Override
    public String name() {
        return "Kafka Connect";
    }

    @Override
    public void start(Route route) {
        KafkaLibraries libraries =
                new KafkaLibraries(Path.of(Launch.property("memphis.kafka.lib")), JavaProcess.ownJava());
        kafka = KafkaNode.start(libraries, route.folder().resolve("kafka"));
        System.out.println("  Kafka              " + kafka.bootstrap());
        List<Path> plugins = List.of(
                Path.of(Launch.property("memphis.connect.plugins")),
                Path.of(Launch.property("memphis.source.plugins")));
        worker = new ConnectWorker.Setup(libraries, kafka.bootstrap(), "quickstart", plugins, Map.of())
                .start("worker", route.folder().resolve("connect"))
                .awaitReady();
        System.out.println("  Kafka Connect      " + worker.rest().uri() + " (log: connect/worker.log)");
        kafka.createTopic(TOPIC, 1);
        worker.rest().put(SINK, sink(route));
        worker.rest().put(SOURCE, source(route));
    }

    private static Map<String, String> source(Route route) {
        Map<String, String> config = new HashMap<>(route.source());
        config.put("key.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        return config;
    }

    /** What the source wrote goes on byte for byte. */
    private static Map<String, String> sink(Route route) {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class", "dev.memphis.connect.MemphisSinkConnector",
                "tasks.max", "1",
                "topics", TOPIC,
                "key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"));
        route.sink().forEach((name, value) -> config.put("memphis." + name, value));
        return config;
    }

    @Override
    public boolean isAlive() {
        boolean failed = worker.rest().taskStates(SOURCE).contains("FAILED")
                || worker.rest().taskStates(SINK).contains("FAILED");
        return worker.process().isAlive() && !failed;
    }

    @Override
    public String logged() {
        return worker.process().output();
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }
}
