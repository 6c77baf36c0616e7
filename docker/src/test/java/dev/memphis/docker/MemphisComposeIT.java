package dev.memphis.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.cli.Memphis;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * compose.yaml with the emulator in the place of Memphis' own images, under the same names and ports: whether the rest of
 * it holds together. What Memphis' images do with their variables, this does not show.
 */
@Tag("containers")
class MemphisComposeIT {
    private static final String SUBSTITUTES = """
            services:
              memphis-metadata:
                image: postgres:17.6
                command: ["postgres", "-p", "5005"]
                environment:
                  POSTGRES_USER: memphis
                  POSTGRES_PASSWORD: ${MEMPHIS_METADATA_PASSWORD}
              memphis:
                image: memphis-command
                command: ["emulator", "--host", "0.0.0.0"]
                ports:
                  - "127.0.0.1:${GATEWAY_PORT}:4444"
                networks: {default: {aliases: [memphis-rest-gateway]}}
                healthcheck:
                  test: ["CMD", "bash", "/opt/memphis/healthy.sh", "4444"]
              memphis-rest-gateway:
                image: memphis-command
                entrypoint: ["sleep", "infinity"]
                # Here the two are one process; this is where the gateway is asked whether it is well.
                network_mode: service:memphis
                ports: !reset []
                healthcheck:
                  test: ["CMD", "bash", "/opt/memphis/healthy.sh", "4444"]
            """;

    @TempDir
    Path folder;

    @Test
    void up_printsChanges() throws Exception {
        Images.require(Images.COMMAND);
        Project project = Project.copyTo(folder.resolve("project"));
        secrets(project.folder());
        // Beside the project: in it, it would be one more file to build the images from, and they would be built anew.
        Path substitutes = Files.writeString(folder.resolve("substitutes.yaml"), SUBSTITUTES);
        String compose = "docker compose -f docker/compose.yaml -f " + substitutes + " ";
        try {
            project.run(compose + "up --build --wait");

            Waiting.untilLogSays("memphis-cdc-consumer-1", "insert   public.todo_items");
            assertThat(Engine.inspect("memphis-cdc-setup-1", "{{.State.ExitCode}}"))
                    .isEqualTo("0");
        } finally {
            Folder.Said said = project.attempt(compose + "down --volumes --timeout 3 --rmi local");
            assertThat(said.code()).as(said.words()).isZero();
        }
    }

    /** As README says, with secrets that nobody chose; in this process, so that the copy need not be built. */
    private static void secrets(Path folder) throws Exception {
        String file = "docker/.env";
        assertThat(Readme.read("README.md").command("bin/memphis init", ""))
                .isEqualTo("bin/memphis init --env " + file);
        assertThat(Memphis.commandLine()
                        .execute("init", "--env", folder.resolve(file).toString()))
                .isZero();
    }
}
