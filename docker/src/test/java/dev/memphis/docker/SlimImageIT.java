package dev.memphis.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.client.StationReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The slim image: three variables, little memory, no rights, and an end in time. */
@Tag("containers")
@Order(3)
class SlimImageIT {
    private static final int ROWS = 30_000;
    private static Network network;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        Images.require(Images.SLIM, Images.COMMAND);
        network = Network.start("slim-image", "a $b 'c\" ${d} $$e # %", "Todo-$$c1!");
    }

    @AfterAll
    static void end() throws Exception {
        if (network != null) {
            network.close();
        }
    }

    @Test
    void withoutItsBase_isBelow200Megabytes() throws Exception {
        String base = Files.readAllLines(Folder.DOCKER.resolve("slim/Dockerfile")).stream()
                .filter(line -> line.startsWith("FROM "))
                .map(line -> line.substring(5))
                .reduce((first, last) -> last)
                .orElseThrow();
        long own = Long.parseLong(Engine.inspect(Images.SLIM, "{{.Size}}"))
                - Long.parseLong(Engine.inspect(base, "{{.Size}}"));

        System.out.printf("%s: %d MB on top of %s%n", Images.SLIM, own / 1_000_000, base);
        assertThat(own).isLessThan(200_000_000);
    }

    @Test
    void load_staysWithin512MegabytesWithoutRootCapabilitiesOrAWritableFileSystem() throws Exception {
        network.sql("CREATE TABLE loaded (id int PRIMARY KEY, what text)");
        network.sql("INSERT INTO loaded SELECT i, repeat('x', 1000) FROM generate_series(1, " + ROWS + ") i");
        StationReader reader = network.reader("loaded");
        String server = network.run(
                "loaded-server",
                "--memory=512m",
                "--memory-swap=512m",
                "--read-only",
                "--tmpfs=/tmp",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--env=DEBEZIUM_SINK_MEMPHIS_STATION=loaded",
                "--env=DEBEZIUM_SOURCE_TABLE_INCLUDE_LIST=public.loaded",
                "--env=DATABASE_URL=postgresql://postgres:a%20%24b%20%27c%22%20%24%7Bd%7D%20%24%24e%20%23%20%25@postgres/"
                        + Network.DATABASE,
                "--env=MEMPHIS_URL=http://" + Network.USER + ":Todo-%24%24c1%21@" + Network.GATEWAY + ":4444",
                "--env=TOPIC_PREFIX=Loaded-1",
                Images.SLIM);
        List<String> arrived = new ArrayList<>();

        Waiting.until(server, ROWS + " rows arrive", () -> {
            arrived.addAll(everything(reader));
            return arrived.size() >= ROWS;
        });

        assertThat(Engine.inspect(server, "{{.State.OOMKilled}} {{.RestartCount}}"))
                .isEqualTo("false 0");
        assertThat(Engine.docker("logs", server)).doesNotContain("start: ");
        Waiting.untilHealthy(server);
        assertThat(Engine.docker("exec", server, "stat", "-c", "%u", "/proc/1")).isEqualTo("185");
        endsInTimeAlsoInAnOutage(server);
    }

    /** Returns what is there to be read at the moment. */
    private static List<String> everything(StationReader reader) throws Exception {
        List<String> all = new ArrayList<>();
        for (List<String> some = reader.read(); !some.isEmpty(); some = reader.read()) {
            all.addAll(some);
        }
        return all;
    }

    private static void endsInTimeAlsoInAnOutage(String server) throws Exception {
        Engine.docker("stop", network.container(Network.GATEWAY));
        network.sql("UPDATE loaded SET what = 'y' WHERE id < 5000");
        Waiting.untilLogSays(server, "Delivery to Memphis fails");
        assertThat(Engine.inspect(server, "{{.State.Health.Status}}")).isEqualTo("healthy");

        long begun = System.nanoTime();
        Engine.docker("stop", "--time=30", server);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void dataFolderOfSomebodyElse_endsTheStartWithWhatToDo() throws Exception {
        assertEndsWith(
                "offsets cannot be stored: /debezium/data is not writable for user 185; use a named volume,"
                        + " or give the folder to that user (chown 185)",
                "--volume=" + Files.createDirectory(folder.resolve("data")) + ":/debezium/data");
    }

    @Test
    void dataThatIsMountedReadOnly_isToldAsThat() throws Exception {
        assertEndsWith(
                "offsets cannot be stored: /debezium/data is mounted read-only; mount it without :ro",
                "--volume=" + network.volume("slim-image-read-only") + ":/debezium/data:ro");
    }

    @Test
    void dataOnAFullFileSystem_isToldAsThat() throws Exception {
        // The one file that it has room for is the folder.
        assertEndsWith(
                "offsets cannot be stored: the file system of /debezium/data is full",
                "--tmpfs=/debezium/data:uid=185,nr_inodes=1");
    }

    /** With 256 MB it was killed in the snapshot of 30 MB. */
    @Test
    void littleMemory_isToldBeforeTheKernelEndsIt() throws Exception {
        Folder.Said said = run(
                "--memory=256m",
                "--volume=" + network.volume("slim-image-little-memory") + ":/debezium/data:ro",
                "--env=DEBEZIUM_SINK_MEMPHIS_URL=http://h");

        assertThat(said.words())
                .startsWith(
                        "start: this container has 256 MB of memory, and 512 MB are known to be enough: with less, the"
                                + " kernel may end the server without a word, with exit code 137\n");
    }

    /** Docker makes a folder on the host, and says of that no more than this. */
    @Test
    void configurationThatIsNotThere_isToldByDocker() throws Exception {
        Folder.Said said = run(
                "--volume=" + folder.resolve("application.properties") + ":/debezium/config/application.properties");

        assertThat(said.code()).isEqualTo(125);
        assertThat(said.words()).contains("Are you trying to mount a directory onto a file");
        assertThat(folder.resolve("application.properties")).isDirectory();
    }

    /** As those that have a password should be. */
    @Test
    void configurationThatOnlyItsOwnerReads_endsTheStartWithWhatToDo() throws Exception {
        Path file = Files.writeString(folder.resolve("application.properties"), "debezium.sink.type=memphis\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertEndsWith(
                "/debezium/config/application.properties cannot be read by user 185; give it to that user (chown 185), so"
                        + " that it can stay closed to others",
                "--volume=" + file + ":/debezium/config/application.properties:ro");
    }

    /** In a file of variables quotes are a part of the value, unlike in .env of compose. */
    @Test
    void quotesInAFileOfVariables_areTold() throws Exception {
        Path file = Files.writeString(
                folder.resolve("variables"),
                "DATABASE_URL=\"postgresql://u:p@h/d\"\nMEMPHIS_URL=http://u:p@h\nTOPIC_PREFIX=x\n");

        Folder.Said said = run("--env-file=" + file);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.words())
                .isEqualTo(
                        "start: DATABASE_URL begins with a quote, which docker run --env-file takes for a part of the"
                                + " value; write it without\n");
    }

    /** Runs the image with all that it needs and these options, and sees it end with this message and no other. */
    private void assertEndsWith(String message, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(
                "--env=DATABASE_URL=postgresql://u:p@h/d", "--env=MEMPHIS_URL=http://u:p@h", "--env=TOPIC_PREFIX=x"));

        Folder.Said said = run(all.toArray(String[]::new));

        assertThat(said.code()).as(said.words()).isEqualTo(1);
        assertThat(said.words()).isEqualTo("start: " + message + "\n");
    }

    @Test
    void nothingSet_isTold() throws Exception {
        Folder.Said said = run();

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.words()).hasLineCount(1).contains("DATABASE_URL", "MEMPHIS_URL", "TOPIC_PREFIX");
    }

    @Test
    void argument_isTheMemphisCommand() throws Exception {
        List<String> command = List.of("docker", "run", "--rm", Images.SLIM, "check", "--explain");

        assertThat(Engine.attempt(folder, Map.of(), command).words()).contains("debezium.sink.memphis.url");
    }

    private Folder.Said run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("docker", "run", "--rm"));
        command.addAll(List.of(arguments));
        command.add(Images.SLIM);
        return Engine.attempt(folder, Map.of(), command);
    }
}
