package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.client.StationReader;
import dev.memphis.client.http.CallException;
import dev.memphis.delivery.protocol.Message;
import dev.memphis.testbed.stock.StockServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A database of its own, captured into a station of its own: what a consumer gets for some changes. Immutable.
 *
 * @param tables statements that make the tables; each INSERT among them makes one row, which says {@code there}
 * @param options beside those of the bed
 * @param jars for the server's lib/
 */
record Capture(List<String> tables, Map<String, String> options, List<Path> jars) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    static Capture of(String... tables) {
        return new Capture(List.of(tables), Map.of(), List.of());
    }

    Capture with(Map<String, String> some) {
        return new Capture(tables, some, jars);
    }

    Capture withJar(Path jar) {
        return new Capture(tables, options, List.of(jar));
    }

    /** Returns the messages of the changes, without those of the snapshot, as soon as they are complete. */
    List<Message> changes(TestBed bed, Predicate<List<Message>> complete, String... changes) throws Exception {
        return changes(bed, bed.fresh("capture"), complete, changes);
    }

    /** The same; database, topic prefix and station have the name. */
    List<Message> changes(TestBed bed, String name, Predicate<List<Message>> complete, String... changes)
            throws Exception {
        bed.postgres().createDatabase(name);
        bed.postgres().execute(name, tables.toArray(String[]::new));
        bed.memphis().management().createStation(name);
        StationReader reader = bed.memphis().reader(name);
        Map<String, String> properties = bed.properties(name, bed.memphis().gateway());
        properties.put("debezium.sink.memphis.station", name);
        properties.putAll(options);
        try (StockServer server = bed.server(jars.toArray(Path[]::new))) {
            server.start(properties);
            // The slot is older than the snapshot: what changes once the rows of that have arrived, is streamed.
            List<Message> messages = new ArrayList<>();
            readUntil(
                    reader,
                    messages,
                    all -> all.stream().filter(Capture::isSnapshot).count() >= rows());
            messages.removeIf(Capture::isSnapshot);
            bed.postgres().execute(name, changes);
            readUntil(reader, messages, complete);
            // What should not come would come now.
            messages.addAll(reader.readMessages());
            return messages;
        }
    }

    private long rows() {
        return tables.stream()
                .filter(statement -> statement.startsWith("INSERT"))
                .count();
    }

    private static boolean isSnapshot(Message message) {
        return message.text().contains("there");
    }

    /** Reads messages behind those that are there, until they satisfy a condition. */
    static void readUntil(StationReader reader, List<Message> messages, Predicate<List<Message>> complete)
            throws CallException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!complete.test(messages)) {
            assertThat(Instant.now()).as("waited for more than %s", messages).isBefore(end);
            messages.addAll(reader.readMessages());
        }
    }
}
