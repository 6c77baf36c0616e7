package dev.memphis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each example is one that the sink takes, and that its connector understands. */
class ExamplesTest {
    /** Options of the server or of what it embeds, and of the JDBC drivers, which no connector lists. */
    private static final String NOT_THE_CONNECTORS =
            "connector\\.class|offset\\..*|driver\\..*|schema\\.history\\.internal\\..*";

    private static final List<String> FILES = List.of(
            "../application.properties.example",
            "mysql.properties",
            "mariadb.properties",
            "sqlserver.properties",
            "oracle.properties",
            "mongodb.properties",
            "outbox.properties");

    @ParameterizedTest
    @FieldSource("FILES")
    void sink_takesIt(String file) throws Exception {
        Example example = Example.read(file);

        assertThat(example.properties()).containsEntry("debezium.sink.type", "memphis");
        assertThat(example.sink().gateway().urls()).hasSize(1);
        assertThat(example.sink().events().topicPrefix()).isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void connector_knowsEveryOption(String file) throws Exception {
        assertThat(unknown(Example.read(file))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql", "mariadb", "sqlserver", "oracle", "mongodb"})
    void whatInitWrites_isTakenBySinkAndConnector(String source, @TempDir Path folder) throws Exception {
        Init.run(source, "server", folder);
        Example example = Example.read(folder.resolve("application.properties").toString());

        assertThat(example.sink().events().topicPrefix()).isEqualTo("shop");
        assertThat(unknown(example)).isEmpty();
    }

    private static Set<String> unknown(Example example) throws Exception {
        SourceConnector connector =
                (SourceConnector) Class.forName(example.connector().get("connector.class"))
                        .getDeclaredConstructor()
                        .newInstance();
        Set<String> unknown = new TreeSet<>(example.connector().keySet());
        unknown.removeAll(connector.config().names());
        unknown.removeIf(name -> name.matches(NOT_THE_CONNECTORS));
        return unknown;
    }
}
