package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.reading.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same options as application.yaml has them, by the servers' own library. */
class YamlConfigurationTest {
    private static final String LEAST = """
            debezium:
              source:
                topic:
                  prefix: shop
              sink:
                type: memphis
                memphis:
                  username: cdc
                  password: Cdc-Pass1!
            """;

    @Test
    void eachDot_isALevel() {
        MemphisConfig config = load("""
                debezium:
                  source:
                    topic:
                      prefix: shop
                  sink:
                    memphis:
                      username: cdc
                      password: Cdc-Pass1!
                      url: http://localhost:4444
                      batch:
                        mode: always
                        max:
                          events: 100
                      headers:
                        enabled: true
                        prefix: X-
                """);

        assertThat(config.delivery().batchMode()).isEqualTo(BatchMode.ALWAYS);
        assertThat(config.delivery().batchMaxEvents()).isEqualTo(100);
        assertThat(config.events().headersEnabled()).isTrue();
        assertThat(config.events().headersPrefix()).isEqualTo("X-");
    }

    @Test
    void dottedName_isToldHowYamlHasIt() {
        assertThatThrownBy(() -> load(LEAST + option("url", "http://localhost:4444") + option("batch.mode", "auto")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        The configuration has 1 problem:
                        - debezium.sink.memphis."batch.mode" is no option: in YAML each dot is a level of its own, 'batch:' \
                        and below it 'mode: auto', and not 'batch.mode: auto'""");
        assertThatThrownBy(() -> load("debezium.sink.memphis.url: http://localhost:4444\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("\"debezium.sink.memphis.url\" is no option: in YAML each dot is a level");
        assertThatThrownBy(() -> load("debezium:\n  source:\n    topic.prefix: shop\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("debezium.source.\"topic.prefix\" is no option: in YAML each dot is a level");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "yes,true", "on,true", "'\"true\"',true", "false,false", "no,false", "off,false"})
    void everyWordForABoolean_isOne(String word, boolean value) {
        MemphisConfig config =
                load(LEAST + option("url", "http://localhost:4444") + "      headers:\n        enabled: " + word);

        assertThat(config.events().headersEnabled()).isEqualTo(value);
    }

    @Test
    void listOfUrls_isOneOption() {
        String list = "      url:\n        - http://one:4444\n        - http://two:4444\n";

        assertThat(load(LEAST + list).gateway().urls())
                .containsExactly(URI.create("http://one:4444"), URI.create("http://two:4444"));
        assertThat(load(LEAST + option("url", "[http://one:4444, http://two:4444]"))
                        .gateway()
                        .urls())
                .hasSize(2);
    }

    @Test
    void listOfOne_isOneOption() {
        assertThat(load(LEAST + option("url", "[http://one:4444]")).gateway().urls())
                .containsExactly(URI.create("http://one:4444"));
    }

    @Test
    void listWhereOneValueIsWanted_isTold() {
        assertThatThrownBy(() ->
                        load(LEAST + option("url", "http://one:4444") + "      batch:\n        mode: [auto, never]\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "debezium.sink.memphis.batch.mode=auto,never: must be one of auto, never, always");
    }

    @Test
    void nameThatIsLeafAndBranch_hasBoth() {
        MemphisConfig config =
                load(LEAST + option("url", "http://localhost:4444") + "      station:\n        ~: everything\n");

        assertThat(config.events().station()).contains("everything");
    }

    @Test
    void profile_winsOverWhatIsForAll_andOthersCountForNothing() {
        MemphisConfig config = load(LEAST + option("url", "http://localhost:4444") + """
            "%prod":
              debezium:
                sink:
                  memphis:
                    url: http://production:4444
            "%dev":
              debezium:
                sink:
                  memphis:
                    urll: nonsense
            """);

        assertThat(config.gateway().urls()).containsExactly(URI.create("http://production:4444"));
    }

    @Test
    void misspeltName_isToldAsItIsCalled() {
        assertThatThrownBy(() ->
                        load(LEAST + option("url", "http://localhost:4444") + "      batch:\n        mod: auto\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("debezium.sink.memphis.batch.mod is no option: did you mean"
                        + " debezium.sink.memphis.batch.mode?");
        assertThatThrownBy(() -> load(LEAST + option("url", "http://localhost:4444") + option("urls", "[a, b]")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        The configuration has 1 problem:
                        - debezium.sink.memphis.urls is no option: did you mean debezium.sink.memphis.url?""");
    }

    @Test
    void emptyValue_isNone() {
        assertThat(load(LEAST + option("url", "http://localhost:4444") + option("station", ""))
                        .events()
                        .station())
                .isEqualTo(Optional.empty());
    }

    private static String option(String name, String value) {
        return "      " + name + ": " + value + "\n";
    }

    private static MemphisConfig load(String yaml) {
        return ConfigLoader.load(new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile("prod")
                .withSources(
                        new YamlConfigSource("application.yaml", yaml, 255),
                        new PropertiesConfigSource(Map.of(), "none", 250))
                .build());
    }
}
