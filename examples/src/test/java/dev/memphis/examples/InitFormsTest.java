package dev.memphis.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memphis.connect.MemphisSinkConnector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What memphis init writes for Kafka Connect and for Compose, held against the connectors themselves and Compose's keys. */
class InitFormsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What a worker knows of each sink connector, beside what the connector itself does. */
    private static final Set<String> OF_THE_WORKER = Set.of("name", "connector.class", "tasks.max", "topics.regex");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql", "mariadb", "sqlserver", "oracle", "mongodb"})
    void sinkConnector_takesItsConfiguration(String source) throws Exception {
        Init.run(source, "connect", folder);
        Map<String, String> given = resolved("memphis-sink.json");

        Config validated = new MemphisSinkConnector().validate(given);

        assertThat(validated.configValues())
                .isNotEmpty()
                .allSatisfy(value ->
                        assertThat(value.errorMessages()).as(value.name()).isEmpty());
        assertThat(unknown(given, new MemphisSinkConnector(), OF_THE_WORKER)).isEmpty();
        assertThat("shop.shop.orders").matches(given.get("topics.regex"));
        assertThat("shopping.orders").doesNotMatch(given.get("topics.regex"));
    }

    @Test
    void sinkConnector_refusesWhatIsWrong() throws Exception {
        Init.run("mysql", "connect", folder);
        Map<String, String> given = resolved("memphis-sink.json");
        given.put("memphis.url", "localhost:4444");

        assertThat(new MemphisSinkConnector().validate(given).configValues())
                .filteredOn(value -> !value.errorMessages().isEmpty())
                .singleElement()
                .satisfies(value -> assertThat(value.name()).isEqualTo("memphis.url"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql", "mariadb", "sqlserver", "oracle", "mongodb"})
    void sourceConnector_knowsEveryOption(String source) throws Exception {
        Init.run(source, "connect", folder);
        Map<String, String> given = resolved("source.json");
        SourceConnector connector = (SourceConnector) Class.forName(given.get("connector.class"))
                .getDeclaredConstructor()
                .newInstance();

        assertThat(unknown(given, connector, Set.of("name", "connector.class"))).isEmpty();
        assertThat(connector.config().validateAll(given).values())
                .filteredOn(value -> given.containsKey(value.name()))
                .allSatisfy(value ->
                        assertThat(value.errorMessages()).as(value.name()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "memphis-sink"})
    void propertiesForStandalone_areTheSameAsTheJson(String name) throws Exception {
        Init.run("postgresql", "connect", folder);

        assertThat(Example.read(folder.resolve(name + ".properties").toString()).properties())
                .isEqualTo(json(name + ".json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql", "mariadb", "sqlserver", "oracle", "mongodb"})
    void composeFile_hasWhatTheServerNeeds(String source) throws Exception {
        Init.run(source, "compose", folder);
        JsonNode file = JSON.valueToTree(new Yaml().<Object>load(Files.readString(folder.resolve("compose.yaml"))));
        JsonNode server = file.at("/services/debezium-server");

        assertThat(names(file)).containsExactly("name", "services", "volumes");
        assertThat(names(server))
                .isSubsetOf(
                        "image",
                        "environment",
                        "volumes",
                        "extra_hosts",
                        "ports",
                        "healthcheck",
                        "restart",
                        "read_only",
                        "tmpfs",
                        "cap_drop",
                        "security_opt");
        assertThat(server.path("image").asText()).matches("quay\\.io/debezium/server:\\d+\\.\\d+\\.\\d+\\.Final");
        assertThat(server.at("/ports/0").asText()).startsWith("127.0.0.1:");
        assertThat(server.path("read_only").asBoolean()).isTrue();
        assertThat(server.at("/cap_drop/0").asText()).isEqualTo("ALL");
        for (JsonNode volume : server.path("volumes")) {
            if (volume.isTextual() && !volume.asText().startsWith(".")) {
                assertThat(file.path("volumes").has(volume.asText().split(":", -1)[0]))
                        .isTrue();
            }
        }
        // Each variable of the configuration is one that the service has.
        String configuration = Files.readString(folder.resolve("application.properties"));
        for (String variable : List.of("MEMPHIS_PASSWORD", "DATABASE_PASSWORD")) {
            assertThat(configuration).contains("${" + variable + "}");
            assertThat(server.path("environment").path(variable).asText()).startsWith("${" + variable + ":?");
        }
        assertThat(configuration).doesNotContain("localhost", "127.0.0.1");
    }

    @Test
    void composeFile_isOneForCompose() throws Exception {
        assumeTrue(compose("version") == 0, "docker compose is not installed: skipped");
        Init.run("postgresql", "compose", folder);
        Files.writeString(folder.resolve(".env"), "MEMPHIS_PASSWORD='a$b'\nDATABASE_PASSWORD='c'\n");
        Files.writeString(folder.resolve("memphis-sink.jar"), "");

        assertThat(compose("-f", folder.resolve("compose.yaml").toString(), "config", "--quiet"))
                .as(Files.readString(folder.resolve("said")))
                .isZero();
    }

    private int compose(String... arguments) throws Exception {
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of("docker", "compose"), Stream.of(arguments))
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile())
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    private Map<String, String> json(String name) throws IOException {
        return JSON.readValue(
                Files.readString(folder.resolve(name), StandardCharsets.UTF_8),
                new TypeReference<TreeMap<String, String>>() {});
    }

    /** With passwords in place of the variables, as a worker has them. */
    private Map<String, String> resolved(String name) throws IOException {
        Map<String, String> map = new TreeMap<>(json(name));
        map.replaceAll((key, value) -> value.matches("\\$\\{env:[A-Z_]+}") ? "Any-Pass1!" : value);
        assertThat(map.values()).noneMatch(value -> value.contains("${"));
        return map;
    }

    private static Set<String> unknown(Map<String, String> given, Connector connector, Set<String> others) {
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(connector.config().names());
        unknown.removeAll(others);
        unknown.removeIf(name -> name.matches("(schema\\.history\\.internal|driver|transforms)\\b.*"));
        return unknown;
    }

    private static List<String> names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).sorted().toList();
    }
}
