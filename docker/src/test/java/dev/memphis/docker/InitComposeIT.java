package dev.memphis.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memphis.cli.Memphis;
import dev.memphis.client.StationReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The compose file that {@code memphis init --for compose} writes, as it stands, with a database and a gateway that run on
 * this machine outside of it.
 */
@Tag("containers")
class InitComposeIT {
    private static final String DATABASE_PASSWORD = "a $b 'c\" ${d} $$e #";
    private static final String MEMPHIS_PASSWORD = "Todo-$dc1 \"#";
    private static final String SERVER = "init-todo-cdc-debezium-server-1";

    @TempDir
    Path folder;

    private Network network;

    @AfterEach
    void end() throws Exception {
        if (network != null) {
            Engine.attempt(folder, Map.of(), List.of("docker", "compose", "down", "--volumes", "--timeout", "6"));
            network.close();
        }
    }

    @Test
    void up_delivers() throws Exception {
        Engine.require();
        assumeTrue(
                System.getProperty("os.name").equals("Linux"),
                "elsewhere the engine's bridge is not on this machine: skipped");
        network = Network.start("init", DATABASE_PASSWORD, MEMPHIS_PASSWORD, bridge());
        network.sql("CREATE TABLE todo_items (item_id int PRIMARY KEY)");
        network.sql("CREATE PUBLICATION dbz_publication FOR TABLE todo_items");
        network.sql("INSERT INTO todo_items VALUES (1)");
        init();
        StationReader reader = network.reader("init-todo.public.todo_items");

        Engine.run(folder, Map.of(), List.of("docker", "compose", "up", "--wait"));

        Waiting.until(SERVER, "a row arrives", () -> !reader.read().isEmpty());
        assertThat(Engine.inspect(SERVER, "{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.RestartCount}}"))
                .isEqualTo("true [ALL] 0");
        assertThat(Engine.docker("exec", SERVER, "ls", "data")).contains("offsets.dat");
    }

    /** Where containers reach what runs on this machine, and other machines do not. */
    private static String bridge() throws Exception {
        return Engine.docker("network", "inspect", "bridge", "--format", "{{(index .IPAM.Config 0).Gateway}}");
    }

    /** As memphis init says what comes next: the jar beside the files, and the passwords in .env, as the file wants them. */
    private void init() throws Exception {
        int code = Memphis.commandLine()
                .execute(
                        "init",
                        "--no-questions",
                        "--source=postgresql",
                        "--for=compose",
                        "--prefix=init-todo",
                        "--database=todo_application",
                        "--database-user=postgres",
                        "--tables=public.todo_items",
                        "--port=" + network.port(Network.POSTGRES, 5432),
                        "--gateway=http://host.docker.internal:" + network.port(Network.GATEWAY, 4444),
                        "--user=" + Network.USER,
                        "--directory=" + folder);
        assertThat(code).isZero();
        Path jar = Folder.matching(Folder.PROJECT.resolve("memphis-sink/target/memphis-sink-*.jar"))
                .getFirst();
        Files.copy(jar, folder.resolve("memphis-sink.jar"));
        Files.writeString(
                folder.resolve(".env"),
                "MEMPHIS_PASSWORD='" + MEMPHIS_PASSWORD
                        + "'\nDATABASE_PASSWORD='a $$b \\'c\" $${d} $$$$e #'\nHEALTH_PORT=" + Engine.freePort() + "\n");
    }
}
