package dev.memphis.benchmark.connect;

import dev.memphis.benchmark.forms.EventKind;
import dev.memphis.benchmark.wire.EventMarker;
import dev.memphis.testbed.TemporaryFolder;
import dev.memphis.testbed.kafka.ConnectWorker;
import dev.memphis.testbed.kafka.KafkaLibraries;
import dev.memphis.testbed.kafka.KafkaNode;
import dev.memphis.testbed.process.JavaProcess;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bin/benchmark connect}. */
@Command(
        name = "connect",
        sortOptions = false,
        description = "Measures the sink connector in a Kafka Connect worker, on records that are already in a topic,"
                + " beside a sink that does nothing and one that posts one event at a time, as plain HTTP sinks do,"
                + " with the instant gateway on this machine.")
public final class ConnectCommand implements Callable<Integer> {
    private static final long MEGABYTES = 2048;
    private static final int PARTITIONS = 4;
    /** The instant gateway counts events by it. */
    private static final String MARKER = EventMarker.at(0);

    private static final int KEYS = 10_000;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "500000",
            description = "Records in the topic, a quarter as many for envelopes (default: ${DEFAULT-VALUE}).")
    private int records;

    @Option(
            names = "--tasks",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,4",
            description = "Numbers of tasks (default: ${DEFAULT-VALUE}).")
    private List<Integer> tasks;

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "FLAT,ENVELOPE",
            description = "Kinds of event, of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<EventKind> kinds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "2",
            description = "How often each is measured; the best counts, since the first warms the worker up"
                    + " (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Override
    public Integer call() throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.make("memphis-benchmark-connect-", MEGABYTES, "a benchmark")) {
            run(folder.path());
        }
        return 0;
    }

    private void run(Path folder) throws Exception {
        KafkaLibraries libraries =
                new KafkaLibraries(Path.of(System.getProperty("memphis.kafka.lib")), JavaProcess.ownJava());
        List<Path> plugins = List.of(
                Path.of(System.getProperty("memphis.connect.plugins")), nothingPlugin(folder.resolve("plugins")));
        try (KafkaNode kafka = KafkaNode.start(libraries, folder.resolve("kafka"));
                // What does nothing is measured by what it has committed, so it commits often.
                ConnectWorker nothing = new ConnectWorker.Setup(
                                libraries,
                                kafka.bootstrap(),
                                "nothing",
                                plugins,
                                Map.of("offset.flush.interval.ms", "500"))
                        .start("nothing", folder);
                ConnectWorker memphis = new ConnectWorker.Setup(
                                libraries, kafka.bootstrap(), "memphis", plugins, Map.of())
                        .start("memphis", folder)) {
            nothing.awaitReady();
            memphis.awaitReady();
            System.out.println("kind      tasks  nothing/s  memphis/s  ratio  one by one/s  memphis to it");
            for (EventKind kind : kinds) {
                int count = kind == EventKind.FLAT ? records : records / 4;
                fill(kafka, kind, count);
                for (int number : tasks) {
                    measure(new TopicBench(kafka, nothing, memphis, topic(kind), count), number);
                }
            }
        }
    }

    private void measure(TopicBench bench, int number) throws Exception {
        double ceiling = 0;
        double reached = 0;
        double oneByOne = 0;
        for (int round = 0; round < rounds; round++) {
            ceiling = Math.max(ceiling, bench.nothing(number));
            reached = Math.max(reached, bench.memphis(number));
            oneByOne = Math.max(oneByOne, bench.oneByOne(number));
        }
        System.out.printf(
                Locale.ROOT,
                "%-9s %5d  %,9.0f  %,9.0f  %5.2f  %,12.0f  %13.1f%n",
                bench.topic(),
                number,
                ceiling,
                reached,
                reached / ceiling,
                oneByOne,
                reached / oneByOne);
    }

    /** This program's own jar is a plugin too. */
    private static Path nothingPlugin(Path plugins) throws IOException, URISyntaxException {
        Path own = Path.of(ConnectCommand.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path folder = Files.createDirectories(plugins.resolve("nothing"));
        Files.copy(own, folder.resolve("nothing.jar"));
        return plugins;
    }

    private static String topic(EventKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static void fill(KafkaNode kafka, EventKind kind, int count) {
        String topic = topic(kind);
        kafka.createTopic(topic, PARTITIONS);
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer()) {
            for (int id = 0; id < count; id++) {
                byte[] key = ("{\"id\":" + id % KEYS + "}").getBytes(StandardCharsets.UTF_8);
                byte[] value = kind.json(id).replace("somebody at home", MARKER).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(topic, key, value));
            }
        }
    }
}
