package dev.memphis.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong before the reference solution is up, in the words that docs/containers.md lists. */
@Tag("containers")
class MishapsIT {
    // Under a name of its own, so that it is nobody's neighbour.
    private static final String COMPOSE = "docker compose -p memphis-mishaps -f docker/compose.emulator.yaml ";

    @TempDir
    Path folder;

    private Project project;

    @BeforeEach
    void project() throws Exception {
        Images.require(Images.COMMAND);
        project = Project.copyTo(folder.resolve("project"));
        project.environmentFile(Map.of());
    }

    @AfterEach
    void remove() throws Exception {
        if (project != null) {
            project.attempt(COMPOSE + "down --volumes --timeout 1 --rmi local");
        }
    }

    @Test
    void environmentFileThatIsMissing_isToldWithWhatToDo() throws Exception {
        Files.delete(project.folder().resolve("docker/.env"));

        Folder.Said said = project.attempt(COMPOSE + "up --wait");

        assertThat(said.code()).isNotZero();
        assertThat(said.words()).contains("bin/memphis init --env docker/.env makes it");
    }

    /** As an editor on Windows leaves it. */
    @Test
    void environmentFileWithWindowsLineEnds_saysTheSame() throws Exception {
        project.environmentFile(Map.of("POSTGRES_PASSWORD", "'a $b \\'c\" ${d} $$e #'"));
        String unix = project.run(COMPOSE + "config");
        Path file = project.folder().resolve("docker/.env");
        Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));

        assertThat(project.run(COMPOSE + "config"))
                .contains("POSTGRES_PASSWORD: 'a $$b ''c\" $${d} $$$$e #'")
                .isEqualTo(unix);
    }

    @Test
    void jarThatWasNotBuilt_isToldAndNoFolderIsMadeInItsPlace() throws Exception {
        Path jar = Folder.matching(project.folder().resolve("memphis-sink/target/memphis-sink-*.jar"))
                .getFirst();
        Files.delete(jar);

        Folder.Said said = project.attempt(COMPOSE + "up --wait --no-deps debezium-server");

        assertThat(said.code()).isNotZero();
        assertThat(said.words()).contains("bind source path does not exist", jar.toString());
        assertThat(jar).doesNotExist();
    }

    @Test
    void portThatIsTaken_isNamed() throws Exception {
        try (ServerSocket ignored =
                new ServerSocket(project.port("GATEWAY_PORT"), 1, InetAddress.getLoopbackAddress())) {
            Folder.Said said = project.attempt(COMPOSE + "up --wait --no-deps memphis-rest-gateway");

            assertThat(said.code()).isNotZero();
            assertThat(said.words()).contains("127.0.0.1:" + project.port("GATEWAY_PORT"), "address already in use");
        }
    }

    @Test
    void nameThatIsTaken_isNamed() throws Exception {
        Engine.docker("create", "--name=memphis-mishaps", Images.COMMAND);
        try {
            Folder.Said said = project.attempt("docker run --rm --name memphis-mishaps " + Images.COMMAND);

            assertThat(said.code()).isEqualTo(125);
            assertThat(said.words()).contains("The container name \"/memphis-mishaps\" is already in use");
        } finally {
            Engine.docker("rm", "memphis-mishaps");
        }
    }
}
