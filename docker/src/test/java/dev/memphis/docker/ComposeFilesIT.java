package dev.memphis.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memphis.cli.config.ConfigFile;
import dev.memphis.delivery.options.MemphisConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compose files, as far as they can be tested without a Docker engine. */
class ComposeFilesIT {
    private static final String REAL = "compose.yaml";
    private static final String EMULATED = "compose.emulator.yaml";
    private static final String MONGODB = "compose.mongodb.yaml";

    @ParameterizedTest
    @ValueSource(strings = {REAL, EMULATED, MONGODB})
    void everyVariable_isInTheExample(String file) throws Exception {
        assertThat(Compose.exampleEnvironment().keySet())
                .containsAll(Compose.read(file).variables());
    }

    @Test
    void everyVariableOfTheExample_isUsed() throws Exception {
        assertThat(Compose.read(REAL).variables())
                .isEqualTo(Compose.exampleEnvironment().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {REAL, EMULATED, MONGODB})
    void everyPort_isPublishedOnLoopbackOnly(String file) throws Exception {
        Compose compose = Compose.read(file);
        compose.services()
                .forEach((name, service) -> assertThat(Compose.list(service.getOrDefault("ports", List.of())))
                        .as(name)
                        .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:")));
        assertThat(compose.text()).doesNotContain("network_mode");
    }

    @ParameterizedTest
    @ValueSource(strings = {REAL, EMULATED, MONGODB})
    void everyImage_isPinnedOrBuiltFromAFileThatIsThere(String file) throws Exception {
        Compose.read(file).services().forEach((name, service) -> {
            if (service.containsKey("image")) {
                assertThat(service.get("image").toString()).as(name).matches(".+:[\\w.-]*\\d[\\w.-]*");
            } else {
                Map<String, String> build = Compose.map(service.get("build"));
                Path context = Folder.DOCKER.resolve(build.get("context")).normalize();
                assertThat(context).as(name).isEqualTo(Folder.PROJECT);
                assertThat(context.resolve(build.get("dockerfile"))).as(name).isRegularFile();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {REAL, EMULATED, MONGODB})
    void everyService_hasAHealthCheckUnlessItEnds(String file) throws Exception {
        Compose compose = Compose.read(file);
        compose.services().forEach((name, service) -> {
            if (service.get("restart").equals("no")) {
                assertThat(compose.healthTest(name)).as(name).isEmpty();
            } else {
                assertThat(compose.healthTest(name)).as(name).isPresent();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {REAL, EMULATED, MONGODB})
    void whatAServiceWaitsFor_canHappen(String file) throws Exception {
        Compose compose = Compose.read(file);
        for (String service : compose.services().keySet()) {
            compose.waitsFor(service).forEach((awaited, condition) -> {
                assertThat(compose.services()).as(service).containsKey(awaited);
                switch (condition) {
                    case "service_healthy" ->
                        assertThat(compose.healthTest(awaited)).as(awaited).isPresent();
                    case "service_completed_successfully" ->
                        assertThat(compose.services().get(awaited).get("restart"))
                                .as(awaited)
                                .isEqualTo("no");
                    default -> throw new AssertionError(service + " waits for " + awaited + " to be " + condition);
                }
            });
        }
        // MongoDB's collection must be there, with its pre-images, before it is captured.
        assertThat(compose.waitsFor("debezium-server"))
                .containsOnlyKeys(file.equals(MONGODB) ? "todo-generator" : "postgres", "setup");
    }

    @ParameterizedTest
    @ValueSource(strings = {REAL, EMULATED, MONGODB})
    void everyMount_isThereAfterABuild(String file) throws Exception {
        Compose compose = Compose.read(file);
        for (String service : compose.services().keySet()) {
            assertThat(compose.mounted(service))
                    .as(service)
                    .allSatisfy(path -> assertThat(path).exists());
        }
        assertThat(compose.mounted("debezium-server"))
                .anyMatch(path -> path.toString().endsWith(".jar"));
    }

    /** With quotes of its own the gateway falls into token mode (contract, "Running the real one"). */
    @ParameterizedTest
    @ValueSource(strings = {"memphis", "memphis-rest-gateway"})
    void passwordMode_isThePlainWordTrue(String service) throws Exception {
        assertThat(Compose.read(REAL).environment(service, "USER_PASS_BASED_AUTH"))
                .isEqualTo("true");
    }

    @Test
    void gatewayAndBroker_shareTokenAndRootPassword() throws Exception {
        Compose compose = Compose.read(REAL);
        for (String variable : List.of("CONNECTION_TOKEN", "ROOT_PASSWORD")) {
            assertThat(compose.environment("memphis-rest-gateway", variable))
                    .isEqualTo(compose.environment("memphis", variable))
                    .isNotBlank();
        }
        assertThat(compose.environment("memphis", "METADATA_DB_PASS"))
                .isEqualTo(compose.environment("memphis-metadata", "POSTGRESQL_PASSWORD"));
    }

    /** What the two have in common is written once in each, and must stay the same. */
    @Test
    void memphis_isTheSameWithPostgresAndMongoDb() throws Exception {
        for (String service : List.of("memphis-metadata", "memphis", "memphis-rest-gateway")) {
            assertThat(Compose.read(MONGODB).services().get(service))
                    .as(service)
                    .isEqualTo(Compose.read(REAL).services().get(service));
        }
    }

    @Test
    void mongoDb_isAReplicaSetThatTheServerNames() throws Exception {
        Compose compose = Compose.read(MONGODB);
        String configuration = Files.readString(Folder.DOCKER.resolve("config/mongodb.properties"));

        assertThat(Compose.list(compose.services().get("mongodb").get("command")))
                .contains("--replSet", "rs0");
        assertThat(compose.healthTest("mongodb").orElseThrow().getLast().toString())
                .contains("_id: \"rs0\"", "host: \"mongodb:27017\"");
        assertThat(configuration).contains("mongodb://mongodb:27017/?replicaSet=rs0");
        assertThat(Files.readString(Folder.DOCKER.resolve("todo/mongodb.js")))
                .contains("changeStreamPreAndPostImages: { enabled: true }");
        assertThat(configuration).contains("change_streams_update_full_with_pre_image", "documents=object");
    }

    @ParameterizedTest
    @ValueSource(strings = {REAL, EMULATED, MONGODB})
    void configuration_isOneTheSinkTakes(String name) throws Exception {
        Compose compose = Compose.read(name);
        Map<String, String> environment = Map.of(
                "debezium.sink.memphis.password",
                compose.environment("debezium-server", "DEBEZIUM_SINK_MEMPHIS_PASSWORD"));

        Path file = Folder.DOCKER.resolve(
                name.equals(MONGODB) ? "config/mongodb.properties" : "config/application.properties");
        assertThat(compose.mounted("debezium-server")).contains(file.normalize());
        MemphisConfig config = ConfigFile.read(file, environment).memphis();

        String host = config.gateway().urls().getFirst().getHost();
        assertThat(compose.services()).containsKey(host);
        assertThat(Compose.list(compose.services().get("consumer").get("command")))
                .contains(config.events().station().orElseThrow());
        assertThat(Files.readString(file)).doesNotContainPattern("(?m)^[^#]*password");
    }

    @ParameterizedTest
    @ValueSource(strings = {REAL, EMULATED, MONGODB})
    void compose_takesTheFile(String file, @TempDir Path folder) throws Exception {
        assumeTrue(
                Folder.has("docker", "compose", "version"),
                "there is no docker compose here, so the files are not checked by it: skipped");

        Path environment = Files.write(
                folder.resolve("env"),
                Compose.exampleEnvironment().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList());

        Folder.Said said = Folder.run(
                "docker", "compose", "--env-file", environment.toString(), "--file", "docker/" + file, "config", "-q");

        assertThat(said.code()).as(said.words()).isZero();
    }
}
