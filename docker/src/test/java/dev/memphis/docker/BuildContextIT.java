package dev.memphis.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine is sent to build images from. */
@Tag("containers")
class BuildContextIT {
    @TempDir
    Path folder;

    @Test
    void passwords_areNotInIt() throws Exception {
        Engine.require();
        Project project = Project.copyTo(folder.resolve("project"));
        project.environmentFile(Map.of());
        Path dockerfile = Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCOPY . /\n");
        Path seen = folder.resolve("seen");

        Engine.run(
                project.folder(),
                Map.of(),
                List.of(
                        "docker",
                        "buildx",
                        "build",
                        "-q",
                        "-f",
                        dockerfile.toString(),
                        "-o",
                        "type=local,dest=" + seen,
                        "."));

        assertThat(seen.resolve("docker/slim/start.sh")).exists();
        assertThat(seen.resolve("docker/.env")).doesNotExist();
        assertThat(seen.resolve("docs")).doesNotExist();
        assertThat(seen.resolve("docker/src/test")).doesNotExist();
    }
}
