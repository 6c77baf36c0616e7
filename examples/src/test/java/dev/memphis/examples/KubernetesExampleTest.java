package dev.memphis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.cli.config.ConfigFile;
import dev.memphis.delivery.options.MemphisConfig;
import io.debezium.connector.postgresql.PostgresConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The resource for the Debezium Operator: its configuration is one that the sink takes, and what it mounts is there. */
class KubernetesExampleTest {
    @TempDir
    Path folder;

    private final List<Map<String, Object>> documents = documents();

    private static List<Map<String, Object>> documents() {
        List<Map<String, Object>> documents = new ArrayList<>();
        try {
            String text = Files.readString(Path.of("kubernetes/debezium-server.yaml"));
            new Yaml().loadAll(text).forEach(document -> documents.add(map(document)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    @SuppressWarnings("unchecked") // the tests fail where the file has another form
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    /** Returns what stands below names in the DebeziumServer. */
    private Map<String, Object> server(String... names) {
        Map<String, Object> at = documents.stream()
                .filter(document -> document.get("kind").equals("DebeziumServer"))
                .findFirst()
                .orElseThrow();
        for (String name : names) {
            at = map(at.get(name));
        }
        return at;
    }

    @Test
    void sink_takesItsConfiguration() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "Todo-Cdc-1!");
        StringBuilder properties = new StringBuilder("debezium.sink.type=memphis\n");
        server("spec", "sink", "config")
                .forEach((name, value) -> properties
                        .append("debezium.sink.memphis.")
                        .append(name)
                        .append('=')
                        .append(name.equals("password.file") ? password : value)
                        .append('\n'));
        properties
                .append("debezium.source.topic.prefix=")
                .append(server("spec", "source", "config").get("topic.prefix"));
        Path file = Files.writeString(folder.resolve("application.properties"), properties);

        MemphisConfig config = ConfigFile.read(file, Map.of()).memphis();

        assertThat(config.events().station()).contains("todo-cdc-events");
    }

    @Test
    void connector_knowsEveryOption() {
        assertThat(server("spec", "source")).containsEntry("class", PostgresConnector.class.getName());
        assertThat(new PostgresConnector().config().names())
                .containsAll(server("spec", "source", "config").keySet());
    }

    @Test
    void passwordFile_isInAVolumeThatASecretFills() {
        Map<String, Object> volume =
                map(((List<?>) server("spec", "runtime", "storage").get("external")).getFirst());
        String secret = map(volume.get("secret")).get("secretName").toString();

        assertThat(server("spec", "sink", "config").get("password.file"))
                .isEqualTo("/debezium/external/" + volume.get("name") + "/password");
        assertThat(documents)
                .filteredOn(document -> document.get("kind").equals("Secret"))
                .anySatisfy(document -> {
                    assertThat(map(document.get("metadata"))).containsEntry("name", secret);
                    assertThat(map(document.get("stringData"))).containsKey("password");
                });
    }
}
