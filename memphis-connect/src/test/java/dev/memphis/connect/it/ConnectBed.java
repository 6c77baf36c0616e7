package dev.memphis.connect.it;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.testbed.kafka.ConnectWorker;
import dev.memphis.testbed.kafka.KafkaLibraries;
import dev.memphis.testbed.kafka.KafkaNode;
import dev.memphis.testbed.process.Await;
import dev.memphis.testbed.process.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Kafka node, workers with the plugin folder, and a strict Memphis emulator. */
final class ConnectBed implements AutoCloseable {
    static final String CONNECTOR = "shop";
    static final String GROUP = "connect-" + CONNECTOR;
    static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String USER = "cdc";
    private static final String PASSWORD = "Cdc-Pass-1!";

    private final Path folder;
    private final KafkaNode kafka;
    private final MemphisEmulator memphis;
    private final List<ConnectWorker> workers = new ArrayList<>();
    private int named;

    private ConnectBed(Path folder) {
        this.folder = folder;
        this.kafka = KafkaNode.start(libraries(), folder.resolve("kafka"));
        this.memphis = MemphisEmulator.start(
                EmulatorOptions.defaults().withStrict(true).withUser(USER, PASSWORD));
    }

    static ConnectBed start(Path folder) {
        return new ConnectBed(folder);
    }

    private static KafkaLibraries libraries() {
        return new KafkaLibraries(Path.of(System.getProperty("kafka.lib")), JavaProcess.ownJava());
    }

    KafkaNode kafka() {
        return kafka;
    }

    MemphisEmulator memphis() {
        return memphis;
    }

    /** Starts a worker; it serves when {@code awaitReady} returns. */
    ConnectWorker addWorker() {
        return addWorker(JavaProcess.ownJava());
    }

    ConnectWorker addWorker(Path java) {
        ConnectWorker worker = new ConnectWorker.Setup(
                        libraries().with(java),
                        kafka.bootstrap(),
                        "workers",
                        List.of(Path.of(System.getProperty("plugin.path"))),
                        Map.of(
                                "connector.client.config.override.policy", "All",
                                "session.timeout.ms", "6000",
                                "heartbeat.interval.ms", "1000",
                                "scheduled.rebalance.max.delay.ms", "1000",
                                "offset.flush.interval.ms", "10000"))
                .start("worker-" + ++named, folder);
        workers.add(worker);
        return worker;
    }

    /** Returns a worker that lives. */
    ConnectWorker worker() {
        return workers.stream()
                .filter(worker -> worker.process().isAlive())
                .findFirst()
                .orElseThrow();
    }

    void forget(ConnectWorker worker) {
        workers.remove(worker);
    }

    /** A connector's configuration with the least that is needed. */
    Map<String, String> connector(String topic, int tasks) {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class",
                "dev.memphis.connect.MemphisSinkConnector",
                "tasks.max",
                Integer.toString(tasks),
                "topics",
                topic,
                "memphis.url",
                memphis.gatewayUri().toString(),
                "memphis.username",
                USER,
                "memphis.password",
                PASSWORD,
                "memphis.event.id.header",
                "Event-Id",
                "consumer.override.auto.offset.reset",
                "earliest",
                "consumer.override.session.timeout.ms",
                "6000",
                "consumer.override.heartbeat.interval.ms",
                "1000"));
        config.put("consumer.override.max.poll.records", "500");
        return config;
    }

    void awaitTasks(int running) {
        Await.until(
                running + " tasks run",
                PATIENCE,
                () -> worker().rest().taskStates(CONNECTOR).stream()
                                .filter("RUNNING"::equals)
                                .count()
                        == running,
                () -> worker().rest().taskStates(CONNECTOR) + "\n"
                        + worker().process().lastLines());
    }

    /** Returns what all workers of this bed wrote. */
    String log() {
        StringBuilder log = new StringBuilder();
        workers.forEach(worker -> log.append(worker.process().output()));
        return log.toString();
    }

    @Override
    public void close() {
        workers.forEach(ConnectWorker::kill);
        kafka.kill();
        memphis.close();
    }
}
