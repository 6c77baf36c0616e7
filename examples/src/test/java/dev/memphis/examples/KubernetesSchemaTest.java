package dev.memphis.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The manifests, against the Debezium Operator's own schema and Kubernetes'. */
class KubernetesSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** In io.debezium:debezium-operator-api. */
    private static final String DEFINITION = "META-INF/fabric8/debeziumservers.debezium.io-v1.yml";
    /** Kinds that are no part of Kubernetes, and whose schema is not in kubernetes-validate. */
    private static final Set<String> OTHERS = Set.of("DebeziumServer", "PodMonitor");

    @TempDir
    Path folder;

    static Stream<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("kubernetes"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    private static List<JsonNode> documents(Path manifest) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        new Yaml().loadAll(Files.readString(manifest)).forEach(document -> documents.add(JSON.valueToTree(document)));
        return documents;
    }

    private static JsonNode server() throws IOException {
        return documents(Path.of("kubernetes/debezium-server.yaml")).stream()
                .filter(document -> document.path("kind").asText().equals("DebeziumServer"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql", "mariadb", "sqlserver", "oracle", "mongodb"})
    void whatInitWrites_isOfTheOperatorsSchema(String source) throws Exception {
        Init.run(source, "kubernetes", folder);

        JsonNode server = documents(folder.resolve("debezium-server.yaml")).stream()
                .filter(document -> document.path("kind").asText().equals("DebeziumServer"))
                .findFirst()
                .orElseThrow();
        assertThat(validated(server)).isEmpty();
        assertThat(server.at("/spec/source/offset/store/config/file.filename").asText())
                .isEqualTo("data/offsets.dat");
    }

    private static Set<ValidationMessage> validated(JsonNode server) throws IOException {
        String version = server.path("apiVersion").asText().replace("debezium.io/", "");
        try (InputStream definition =
                KubernetesSchemaTest.class.getClassLoader().getResourceAsStream(DEFINITION)) {
            Map<String, Object> read = new Yaml().load(definition);
            JsonNode schema = StreamSupport.stream(
                            JSON.valueToTree(read).at("/spec/versions").spliterator(), false)
                    .map(JsonNode.class::cast)
                    .filter(candidate -> candidate.path("name").asText().equals(version))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the operator knows no version " + version))
                    .at("/schema/openAPIV3Schema");
            closed(schema);
            // Kubernetes' own; of it the definition says nothing.
            ObjectNode properties = (ObjectNode) schema.get("properties");
            for (String own : List.of("apiVersion", "kind", "metadata")) {
                properties.putObject(own);
            }
            JsonSchema validator =
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
            return validator.validate(server);
        }
    }

    /** The API server drops fields that the schema does not name, silently; here they are errors. */
    private static void closed(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(KubernetesSchemaTest::closed);
    }

    @Test
    void server_isOneThatTheOperatorTakes() throws Exception {
        assertThat(validated(server())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/spec", "/spec/runtime", "/spec/runtime/environment", "/spec/source", "/spec/runtime/metrics"})
    void fieldThatTheOperatorDoesNotKnow_isFound(String place) throws Exception {
        JsonNode server = server();
        ((ObjectNode) server.at(place)).put("mispelt", "x");

        assertThat(validated(server))
                .extracting(ValidationMessage::getMessage)
                .anyMatch(message -> message.contains("mispelt"));
    }

    /** On the servers up to 3.6 an expression that begins with two $ is taken for itself, and no user is called so. */
    @ParameterizedTest
    @MethodSource("manifests")
    void credentials_needNoExpression(Path manifest) throws Exception {
        assertThat(Files.readString(manifest)).doesNotContain("${", "kubernetes-config");
    }

    @Test
    void credentials_areInTheSecretThatTheServerTakesItsVariablesFrom() throws Exception {
        String secret =
                server().at("/spec/runtime/environment/from/0/secretRef/name").asText();

        assertThat(documents(Path.of("kubernetes/debezium-server.yaml")))
                .filteredOn(document -> document.at("/metadata/name").asText().equals(secret))
                .singleElement()
                .satisfies(document -> assertThat(document.at("/stringData").fieldNames())
                        .toIterable()
                        .contains("DEBEZIUM_SOURCE_DATABASE_USER", "DEBEZIUM_SOURCE_DATABASE_PASSWORD"));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void manifest_isOneThatKubernetesTakes(Path manifest) throws Exception {
        assumeTrue(
                exitCode("kubernetes-validate", "--help") == 0,
                "kubernetes-validate is not on the PATH (pip install kubernetes-validate brings it): skipped");
        int count = 0;
        for (JsonNode document : documents(manifest)) {
            if (!OTHERS.contains(document.path("kind").asText())) {
                Path file = Files.writeString(
                        folder.resolve(++count + ".yaml"), new Yaml().dump(JSON.convertValue(document, Map.class)));
                assertThat(exitCode("kubernetes-validate", "--strict", file.toString()))
                        .as(said + document)
                        .isZero();
            }
        }
        assertThat(count).isPositive();
    }

    private String said = "";

    private int exitCode(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1;
        }
    }
}
