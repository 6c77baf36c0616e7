package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.testbed.stock.StockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which of several files of a configuration a stock server takes: each gives a URL that the sink refuses with its text. What
 * {@code memphis check} takes of the same files is in {@code ServerFilesTest}. The oldest server brings no library for YAML and ends
 * at such a file.
 */
@Tag("newest")
class ConfigurationFilesIT {
    private static final Duration START = Duration.ofSeconds(60);

    @RegisterExtension
    static final TestBed BED = new TestBed();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            config/application.properties config/application.yaml                       | A=b                                               | config/application.yaml
            config/application.properties config/application-prod.properties            | A=b                                               | config/application-prod.properties
            config/application.yaml config/application-dev.yaml .env                    | QUARKUS_PROFILE=dev                               | .env
            config/application.yaml more.properties more.yaml                           | QUARKUS_CONFIG_LOCATIONS=more.properties,more.yaml | more.yaml
            config/application.properties more.properties other.properties              | SMALLRYE_CONFIG_LOCATIONS=absent.yaml,more.properties,other.properties | more.properties
            """)
    void ofSeveralFiles_theLastInTheServersOrderWins(String files, String variable, String winner) throws Exception {
        try (StockServer server = BED.server()) {
            Map<String, String> properties =
                    BED.properties("postgres", BED.memphis().gateway());
            properties.remove("debezium.sink.memphis.url");
            for (String file : files.split(" ")) {
                if (file.equals("config/application.properties")) {
                    properties.put("debezium.sink.memphis.url", file);
                } else {
                    write(server.folder().resolve(file), file);
                }
            }
            String[] parts = variable.split("=", 2);
            server.start(properties, Map.of(parts[0], parts[1]));

            assertThat(server.awaitEnd(START)).isEqualTo(1);

            assertThat(server.logged()).contains("debezium.sink.memphis.url=" + winner + ": must start with");
        }
    }

    private static void write(Path path, String url) throws IOException {
        String name = path.getFileName().toString();
        if (name.equals(".env")) {
            Files.writeString(path, "DEBEZIUM_SINK_MEMPHIS_URL=" + url);
        } else if (name.endsWith(".yaml")) {
            Files.writeString(path, "debezium:\n  sink:\n    memphis:\n      url: " + url + "\n");
        } else {
            Files.writeString(path, "debezium.sink.memphis.url=" + url + "\n");
        }
    }
}
