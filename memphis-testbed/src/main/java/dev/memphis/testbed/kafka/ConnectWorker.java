package dev.memphis.testbed.kafka;

import dev.memphis.testbed.process.Await;
import dev.memphis.testbed.process.FreePorts;
import dev.memphis.testbed.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** A distributed Kafka Connect worker as a process; workers of one group share the work. */
public final class ConnectWorker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> JVM = List.of("-Xmx768m", "-XX:+UseSerialGC");

    private final JavaProcess process;
    private final ConnectRest rest;

    private ConnectWorker(JavaProcess process, ConnectRest rest) {
        this.process = process;
        this.rest = rest;
    }

    /**
     * What a worker is started with. Immutable.
     *
     * @param group workers of one group share connectors and tasks
     * @param pluginPath folders that hold a plugin's folder each
     * @param settings further worker properties; they win
     */
    public record Setup(
            KafkaLibraries libraries,
            String bootstrap,
            String group,
            List<Path> pluginPath,
            Map<String, String> settings) {
        /** Starts a worker and returns at once; {@link #awaitReady} waits until it serves. */
        public ConnectWorker start(String name, Path folder) {
            int port = FreePorts.next();
            Path file = write(folder.resolve(name + ".properties"), port);
            JavaProcess process = new JavaProcess.Program(
                            name,
                            libraries.java(),
                            libraries.classPath(),
                            JVM,
                            "org.apache.kafka.connect.cli.ConnectDistributed",
                            List.of(file.toString()))
                    .start(folder);
            return new ConnectWorker(process, new ConnectRest(URI.create("http://127.0.0.1:" + port)));
        }

        private Path write(Path file, int port) {
            Properties properties = new Properties();
            properties.putAll(properties(port));
            properties.putAll(settings);
            try {
                Files.createDirectories(file.getParent());
                try (Writer writer = Files.newBufferedWriter(file)) {
                    properties.store(writer, null);
                }
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Map<String, String> properties(int port) {
            Map<String, String> properties = new HashMap<>(Map.of(
                    "bootstrap.servers",
                    bootstrap,
                    "group.id",
                    group,
                    "listeners",
                    "http://127.0.0.1:" + port,
                    "rest.advertised.host.name",
                    "127.0.0.1",
                    "plugin.path",
                    pluginPath.stream().map(Path::toString).collect(Collectors.joining(",")),
                    "plugin.discovery",
                    "service_load",
                    "key.converter",
                    "org.apache.kafka.connect.storage.StringConverter",
                    "value.converter",
                    "org.apache.kafka.connect.storage.StringConverter"));
            for (String store : List.of("config", "offset", "status")) {
                properties.put(store + ".storage.topic", group + "-" + store);
                properties.put(store + ".storage.replication.factor", "1");
            }
            properties.put("offset.storage.partitions", "1");
            properties.put("status.storage.partitions", "1");
            return properties;
        }
    }

    /**
     * Waits until it serves and has joined its group.
     *
     * @throws IllegalStateException if that takes longer than a minute and a half
     */
    public ConnectWorker awaitReady() {
        Await.until("the worker at " + rest.uri() + " serves", PATIENCE, this::readyOrEnded, process::lastLines);
        if (!process.isAlive()) {
            throw new IllegalStateException("The worker has ended\n" + process.lastLines());
        }
        return this;
    }

    private boolean readyOrEnded() {
        return !process.isAlive() || rest.serves();
    }

    /** Returns its REST interface. */
    public ConnectRest rest() {
        return rest;
    }

    /** Returns the process that it is. */
    public JavaProcess process() {
        return process;
    }

    /** Ends it as kill -9 does. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
