package dev.memphis.testbed.kafka;

import dev.memphis.testbed.process.Await;
import dev.memphis.testbed.process.FreePorts;
import dev.memphis.testbed.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One Kafka node (KRaft, broker and controller in one process) on loopback. Safe for use by several threads. */
public final class KafkaNode implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final KafkaLibraries libraries;
    private final Path folder;
    private final int port = FreePorts.next();
    private final int controllerPort = FreePorts.next();

    @SuppressWarnings("NullAway.Init") // set by start()
    private JavaProcess process;

    private KafkaNode(KafkaLibraries libraries, Path folder) {
        this.libraries = libraries;
        this.folder = folder;
    }

    /**
     * Starts a new, empty node.
     *
     * @param folder for its data, configuration and log
     * @throws IllegalStateException if it does not serve within a minute
     */
    public static KafkaNode start(KafkaLibraries libraries, Path folder) {
        KafkaNode node = new KafkaNode(libraries, folder);
        node.format();
        node.start();
        return node;
    }

    /** Starts it again, with its data and on its port, after {@link #kill} or {@link #close}. */
    public void start() {
        process = program("kafka", "kafka.Kafka", List.of(configuration().toString()))
                .start(folder);
        // Before it listens the client would only complain.
        Await.until("Kafka listens at " + bootstrap(), PATIENCE, () -> FreePorts.isTaken(port), process::lastLines);
        try (Admin admin = admin()) {
            Await.until("Kafka serves at " + bootstrap(), PATIENCE, () -> serves(admin), process::lastLines);
        } catch (RuntimeException e) {
            process.kill();
            throw e;
        }
    }

    /** Returns what clients connect to: {@code 127.0.0.1:port}. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** Returns a new client for administration; the caller closes it. */
    public Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4000));
    }

    /** Returns a new producer of bytes, which keeps their order; the caller closes it. */
    public KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap(),
                        "linger.ms",
                        5,
                        "enable.idempotence",
                        false,
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Makes a topic; returns when each partition has its leader. */
    public void createTopic(String name, int partitions) {
        try (Admin admin = admin()) {
            admin.createTopics(Set.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
            Await.until("topic " + name + " has leaders", PATIENCE, () -> hasLeaders(admin, name), process::lastLines);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot make topic " + name, e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Adds partitions to a topic; consumers that see it share the partitions out anew.
     *
     * @param total how many it has then
     */
    public void addPartitions(String topic, int total) {
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(total)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot add partitions to " + topic, e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Returns how many partitions each member of a consumer group has; 0 while they are being shared out. */
    public List<Integer> shares(String group) {
        try (Admin admin = admin()) {
            return admin
                    .describeConsumerGroups(Set.of(group))
                    .describedGroups()
                    .values()
                    .iterator()
                    .next()
                    .get()
                    .members()
                    .stream()
                    .map(member -> member.assignment().topicPartitions().size())
                    .toList();
        } catch (ExecutionException e) {
            return List.of();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static boolean hasLeaders(Admin admin, String topic) {
        try {
            return admin.describeTopics(Set.of(topic)).allTopicNames().get().values().stream()
                    .flatMap(described -> described.partitions().stream())
                    .allMatch(partition -> partition.leader() != null);
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Returns the sum of a consumer group's committed offsets in a topic's partitions. */
    public long committed(String group, String topic) {
        try (Admin admin = admin()) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
                    .mapToLong(entry -> entry.getValue().offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot ask for the offsets of " + group, e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Returns how many records a topic's partition holds, as far as none were deleted. */
    public long end(String topic, int partition) {
        TopicPartition asked = new TopicPartition(topic, partition);
        try (Admin admin = admin()) {
            return admin.listOffsets(Map.of(asked, OffsetSpec.latest()))
                    .partitionResult(asked)
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot ask for the end of " + asked, e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Ends it as kill -9 does. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }

    private static boolean serves(Admin admin) {
        try {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void format() {
        Path file = writeConfiguration();
        JavaProcess format = program(
                        "kafka-format",
                        "kafka.tools.StorageTool",
                        List.of("format", "--cluster-id", "bWVtcGhpcy10ZXN0YmVkLQ", "--config", file.toString()))
                .start(folder);
        if (format.awaitEnd(PATIENCE) != 0) {
            throw new IllegalStateException("Kafka's storage cannot be made\n" + format.lastLines());
        }
    }

    private JavaProcess.Program program(String name, String mainClass, List<String> arguments) {
        return new JavaProcess.Program(name, libraries.java(), libraries.classPath(), JVM, mainClass, arguments);
    }

    private Path configuration() {
        return folder.resolve("server.properties");
    }

    private Path writeConfiguration() {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "listeners", "PLAINTEXT://" + bootstrap() + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners", "PLAINTEXT://" + bootstrap(),
                "controller.listener.names", "CONTROLLER",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", folder.resolve("data").toString(),
                "group.initial.rebalance.delay.ms", "0"));
        properties.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "auto.create.topics.enable", "true",
                "num.partitions", "1"));
        try {
            Files.createDirectories(folder);
            try (Writer writer = Files.newBufferedWriter(configuration())) {
                properties.store(writer, null);
            }
            return configuration();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while asking Kafka", e);
    }
}
