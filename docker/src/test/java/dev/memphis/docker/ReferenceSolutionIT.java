package dev.memphis.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * README's way to the reference solution with the emulator, word for word, with passwords that need quotes; then what can
 * happen to it: an outage, a crash of each container under load, an end and a new start. In this order, on the same
 * containers.
 */
@Tag("containers")
@Order(1) // it takes longest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReferenceSolutionIT {
    private static final String FILE = "docker/compose.emulator.yaml";
    private static final String NAME = "memphis-cdc-emulator";
    private static final List<String> STAYING =
            List.of("postgres", "memphis-rest-gateway", "debezium-server", "todo-generator", "consumer");
    /** How many items a burst has. */
    private static final int LOAD = 20_000;

    /** In a batch the gateway sorts an event's fields. */
    private static final Pattern ITEM =
            Pattern.compile("(snapshot|insert) +public\\.todo_items \\{.*?\"item_id\":(\\d+)");

    private static final Set<Integer> arrived = new TreeSet<>();

    @TempDir
    static Path folder;

    private static Project project;
    private static String up;
    private static long begun;

    @BeforeAll
    static void start() throws Exception {
        // Compose builds the same again, from what the engine has kept.
        Images.require(Images.COMMAND, Images.TODO);
        // JUnit's folder is for its owner only, and with other rights of its root the engine would build all anew.
        project = Project.copyTo(folder.resolve("project"));
        project.environmentFile(Map.of(
                "POSTGRES_PASSWORD", "'a $b \\'c\" ${d} $$e #'",
                "MEMPHIS_ROOT_PASSWORD", "'Memphis-$oot#1!'",
                "TODO_CDC_PASSWORD", "'Todo-$dc#1!'"));
        up = Readme.read("README.md").command("docker compose", "up");
        assertThat(up).contains(FILE);
        begun = System.nanoTime();
        project.run(up);
        System.out.println("All containers are healthy " + seconds() + " s after 'up'");
    }

    private static long seconds() {
        return (System.nanoTime() - begun) / 1_000_000_000;
    }

    @AfterAll
    static void remove() throws Exception {
        if (project != null) {
            Folder.Said said = project.attempt("docker compose -f " + FILE + " down --volumes --timeout 3 --rmi local");
            assertThat(said.code()).as(said.words()).isZero();
        }
    }

    private static String container(String service) {
        return NAME + "-" + service + "-1";
    }

    @Test
    @Order(1)
    void up_printsChanges() throws Exception {
        Waiting.untilLogSays(container("consumer"), "insert   public.todo_items");
        System.out.println("The first change is printed no later than " + seconds() + " s after 'up'");
        assertThat(Engine.inspect(container("setup"), "{{.State.ExitCode}}")).isEqualTo("0");
    }

    @Test
    @Order(2)
    void everyContainer_isConfined() throws Exception {
        for (String service : STAYING) {
            String container = container(service);
            assertThat(Engine.inspect(container, "{{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}}"))
                    .as(service)
                    .contains("ALL", "no-new-privileges:true");
            assertThat(Engine.docker("exec", container, "sh", "-c", "stat -c %u /proc/1"))
                    .as("user of " + service)
                    .isNotEqualTo("0");
            if (!service.equals("postgres")) {
                assertThat(Engine.inspect(container, "{{.HostConfig.ReadonlyRootfs}}"))
                        .as(service)
                        .isEqualTo("true");
            }
        }
    }

    /** What waits for Memphis lives; it says that it waits to those who ask whether it is ready. */
    @Test
    @Order(3)
    void outage_takesReadinessAndNotTheHealthState() throws Exception {
        String server = container("debezium-server");
        assertThat(status("ready")).isEqualTo(200);

        Engine.docker("stop", container("memphis-rest-gateway"));
        Waiting.until(server, "readiness goes down", () -> status("ready") == 503);
        assertThat(status("live")).isEqualTo(200);
        assertThat(Engine.inspect(server, "{{.State.Health.Status}}")).isEqualTo("healthy");

        Engine.docker("start", container("memphis-rest-gateway"));
        Waiting.until(server, "readiness comes back", () -> status("ready") == 200);
        assertThat(Engine.inspect(server, "{{.RestartCount}}")).isEqualTo("0");
    }

    private static int status(String check) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + project.port("HEALTH_PORT") + "/q/health/" + check);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @ParameterizedTest
    @Order(4)
    @ValueSource(strings = {"debezium-server", "postgres", "memphis-rest-gateway", "todo-generator", "consumer"})
    void crashUnderLoad_isMendedByTheRestartPolicy(String service) throws Exception {
        int restarts = restarts(service);
        int before = newest();
        load();
        Waiting.until(container("consumer"), "the load goes through", () -> newest() > before + 50);

        Engine.crash(container(service));
        System.out.println(service + " is killed under load");

        Waiting.until(container(service), "it is restarted", () -> restarts(service) > restarts);
        Waiting.untilHealthy(container(service));
        int after = newest();
        Waiting.until(container(service), "items go through again", () -> newest() > after + 1);
        endLoad();
    }

    /** Has items inserted, a transaction each, until {@link #endLoad} or for some minutes; returns at once. */
    private static void load() throws Exception {
        psql(
                List.of("--detach"),
                "DO $$ BEGIN FOR i IN 1.." + LOAD + " LOOP INSERT INTO todo_items (description) VALUES ('load');"
                        + " COMMIT; PERFORM pg_sleep(0.01); END LOOP; END $$");
    }

    /** Nothing to end where the database itself was killed. */
    private static void endLoad() throws Exception {
        psql(List.of(), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'DO %pg_sleep%'");
    }

    private static int restarts(String service) throws Exception {
        return Integer.parseInt(Engine.inspect(container(service), "{{.RestartCount}}"));
    }

    @Test
    @Order(5)
    void downAndUp_goesOnWithoutANewSnapshot() throws Exception {
        Engine.docker("stop", container("todo-generator"));
        awaitAll();
        int before = newest();
        project.run("docker compose -f " + FILE + " down --timeout 5");
        project.run(up);

        Waiting.until(container("consumer"), "a new item arrives", () -> newest() > before);
        assertThat(Engine.docker("logs", container("debezium-server")))
                .contains("Found previous")
                .doesNotContain("Snapshot step 7");
    }

    /** All of them end and begin at about the same time, whoever needs whom. */
    @Test
    @Order(6)
    void restart_isComeThrough() throws Exception {
        int before = newest();
        project.run("docker compose -f " + FILE + " restart --timeout 5");

        Waiting.until(container("consumer"), "a new item arrives", () -> newest() > before + 1);
        for (String service : STAYING) {
            Waiting.untilHealthy(container(service));
        }
    }

    @Test
    @Order(7)
    void afterAllOfThis_nothingIsLost() throws Exception {
        Engine.docker("stop", container("todo-generator"));
        awaitAll();
        assertThat(inserted()).hasSizeGreaterThan(1000).isEqualTo(arrived());
    }

    private static void awaitAll() throws Exception {
        try {
            Waiting.until(
                    container("consumer"),
                    "all items have arrived",
                    () -> arrived().containsAll(inserted()));
        } catch (AssertionError e) {
            Set<Integer> missing = inserted();
            missing.removeAll(arrived());
            throw new AssertionError(
                    "lost: " + missing + "; the server's log ends:\n" + Waiting.log(container("debezium-server")), e);
        }
    }

    private static Set<Integer> inserted() throws Exception {
        return psql(List.of(), "SELECT item_id FROM todo_items")
                .lines()
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String psql(List<String> options, String statement) throws Exception {
        List<String> command = new ArrayList<>(List.of("exec"));
        command.addAll(options);
        command.addAll(List.of(
                container("postgres"),
                "psql",
                "--host=/tmp",
                "--username=postgres",
                "--no-align",
                "--tuples-only",
                "--dbname=todo_application",
                "--command=" + statement));
        return Engine.docker(command.toArray(String[]::new));
    }

    private static int newest() throws Exception {
        return arrived().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Returns the items that the consumer has printed, that of before {@code down} included. */
    private static Set<Integer> arrived() throws Exception {
        Matcher items = ITEM.matcher(Engine.docker("logs", container("consumer")));
        while (items.find()) {
            arrived.add(Integer.valueOf(items.group(2)));
        }
        return Set.copyOf(arrived);
    }
}
