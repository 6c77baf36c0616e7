package dev.memphis.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.client.StationReader;
import dev.memphis.client.change.Envelope;
import dev.memphis.client.change.EventValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * README's {@code docker run} commands, word for word and from a folder that has only what README says: a row arrives, the
 * server ends in time, and goes on after that without a new snapshot.
 */
@Tag("containers")
@Order(2)
class ReadmeCommandsIT {
    private static final String SERVER = "debezium-server";

    @TempDir
    Path folder;

    private Readme readme;
    private Network network;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void readme() throws Exception {
        Engine.require();
        readme = Readme.read("README.md");
    }

    private void surroundings(String databasePassword, String memphisPassword) throws Exception {
        network = Network.start("cdc", databasePassword, memphisPassword);
        network.adopt(SERVER);
        network.volume("debezium-data");
        network.sql("CREATE TABLE todo_items (item_id int PRIMARY KEY)");
        network.sql("INSERT INTO todo_items SELECT generate_series(1, 3)");
    }

    @AfterEach
    void end() throws Exception {
        if (network != null) {
            network.close();
        }
        started.forEach(Process::destroy);
    }

    @Test
    void slimImage_deliversAndGoesOn() throws Exception {
        Images.require(Images.SLIM);
        surroundings("Postgres-1!", "Todo-Cdc-1!");
        deliversAndGoesOn(readme.command("docker run", "debezium-server-memphis-slim"), "todo.public.todo_items");
    }

    @Test
    void officialImageWithTheJarMounted_deliversAndGoesOn() throws Exception {
        Path jar = Folder.matching(Folder.PROJECT.resolve("memphis-sink/target/memphis-sink-*.jar"))
                .getFirst();
        Files.copy(jar, folder.resolve(jar.getFileName()));
        surroundings("Postgres-1!", "Todo-Cdc-1!");
        configuration("Postgres-1!", "Todo-Cdc-1!");
        deliversAndGoesOn(readme.command("docker run", "quay.io"), "todo-cdc-events");
    }

    /** Its configuration has the passwords as docs/containers.md says that they are written in properties. */
    @Test
    void imageWithTheJarAndPasswordsThatNeedCare_deliversAndGoesOn() throws Exception {
        Images.require(Images.SERVER);
        surroundings("a $b 'c\" ${d} $$e \\ #", "Todo-$dc1 '\"");
        configuration("a $$b 'c\" $${d} $$$$e \\\\ #", "Todo-$dc1 '\"");
        String command = readme.commands().stream()
                .filter(line -> line.startsWith("docker run") && line.endsWith(" debezium-server-memphis"))
                .findFirst()
                .orElseThrow();
        deliversAndGoesOn(command, "todo-cdc-events");
    }

    /** That of the compose files, which is for the same names. */
    private void configuration(String databasePassword, String memphisPassword) throws Exception {
        Path config = Files.createDirectory(folder.resolve("config"));
        String file = "application.properties";
        String text = Files.readString(Folder.DOCKER.resolve("config").resolve(file));
        Files.writeString(
                config.resolve(file),
                text + "debezium.sink.memphis.password=" + memphisPassword + "\ndebezium.source.database.password="
                        + databasePassword + "\n");
    }

    private void deliversAndGoesOn(String command, String station) throws Exception {
        StationReader reader = network.reader(station);

        start(command);
        assertThat(next(reader, 3)).containsExactly("r1", "r2", "r3");
        if (Engine.inspect(SERVER, "{{.Config.Healthcheck}}").contains("/")) {
            // The official image has no health check.
            Waiting.untilHealthy(SERVER);
        }
        assertThat(Engine.docker("exec", SERVER, "id", "-u")).isEqualTo("185");
        network.sql("INSERT INTO todo_items VALUES (4)");
        assertThat(next(reader, 1)).containsExactly("c4");
        // Offsets are stored every second; what was stored last is what counts.
        Waiting.until(
                SERVER,
                "offsets are stored",
                () -> !Engine.docker("exec", SERVER, "ls", "data").isEmpty());
        stop();

        network.sql("INSERT INTO todo_items VALUES (5)");
        start(command);
        List<String> afterwards = next(reader, 1);
        // What had no stored offset comes again, as a change; a snapshot would begin with r1.
        assertThat(afterwards).doesNotContain("r1").allMatch(change -> change.startsWith("c"));
        stop();
    }

    private void start(String command) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        started.add(process);
        Awaitility.await(command)
                .atMost(Duration.ofSeconds(30))
                .failFast(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError(command + " ended:\n" + Files.readString(folder.resolve("said")));
                    }
                })
                .until(() -> Folder.has("docker", "inspect", SERVER));
    }

    private void stop() throws Exception {
        long begun = System.nanoTime();
        Engine.docker("stop", "--time=30", SERVER);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
        started.removeLast().waitFor();
        Awaitility.await("the container is removed").until(() -> !Folder.has("docker", "inspect", SERVER));
    }

    /** Returns the next changes, each as operation and item: at least as many as wanted. */
    private List<String> next(StationReader reader, int wanted) throws Exception {
        List<String> changes = new ArrayList<>();
        Waiting.until(SERVER, wanted + " changes arrive", () -> {
            for (String text : reader.read()) {
                Envelope change = EventValue.read(text)
                        .flatMap(EventValue::envelope)
                        .orElseThrow(() -> new AssertionError("no change: " + text));
                changes.add(change.operation() + change.after().path("item_id").asText());
            }
            return changes.size() >= wanted;
        });
        return changes;
    }
}
