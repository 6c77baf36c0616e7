package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.delivery.options.ConfigurationException;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.Option;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.options.Options;
import dev.memphis.delivery.options.Secret;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/** With the configuration library that the servers run on. */
class ConfigLoaderTest {
    private static final Map<String, String> FILE = Map.of(
            "debezium.source.topic.prefix", "shop",
            "debezium.sink.type", "memphis",
            "debezium.sink.memphis.url", "http://localhost:4444",
            "debezium.sink.memphis.username", "cdc",
            "debezium.sink.memphis.password", "Cdc-Pass1!");

    @Test
    void environmentVariables_overrideTheFile() {
        MemphisConfig config = load(
                Map.of(),
                Map.of(
                        "DEBEZIUM_SINK_MEMPHIS_BATCH_MAX_EVENTS", "77",
                        "DEBEZIUM_SINK_MEMPHIS_PASSWORD", "Other-Pass1!",
                        "DEBEZIUM_SINK_TYPE", "memphis",
                        "DEBEZIUM_SOURCE_TOPIC_PREFIX", "other"));

        assertThat(config.delivery().batchMaxEvents()).isEqualTo(77);
        assertThat(config.credentials().password()).isEqualTo(new Secret("Other-Pass1!"));
        assertThat(config.receipts().station()).isEqualTo("debezium-receipts-other");
    }

    @Test
    void everyOption_canComeFromTheEnvironment() {
        for (Option<?> option : Options.ALL) {
            String variable = OptionNames.DEBEZIUM_SERVER
                    .of(option)
                    .toUpperCase(Locale.ROOT)
                    .replace('.', '_');
            assertThatThrownBy(() -> load(Map.of(), Map.of(variable, "${NO_SUCH_VARIABLE}")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(OptionNames.DEBEZIUM_SERVER.of(option) + " cannot be read");
        }
    }

    @Test
    void escapedExpression_isText() {
        MemphisConfig config = load(Map.of("debezium.sink.memphis.password", "Cdc\\${Pass}1"), Map.of());

        assertThat(config.credentials().password()).isEqualTo(new Secret("Cdc${Pass}1"));
    }

    @Test
    void misspeltEnvironmentVariable_isToldOnce() {
        assertThatThrownBy(() -> load(Map.of(), Map.of("DEBEZIUM_SINK_MEMPHIS_PASWORD", "x")))
                .hasMessage(
                        "The configuration has 1 problem:\n- debezium.sink.memphis.pasword is no option: did you mean"
                                + " debezium.sink.memphis.password?");
    }

    @Test
    void variablesOfAKubernetesService_areLeftAlone() {
        MemphisConfig config = load(
                Map.of(),
                Map.of(
                        "DEBEZIUM_SINK_MEMPHIS_SERVICE_HOST", "10.0.0.1",
                        "DEBEZIUM_SINK_MEMPHIS_SERVICE_PORT", "8080",
                        "DEBEZIUM_SINK_MEMPHIS_PORT", "tcp://10.0.0.1:8080",
                        "DEBEZIUM_SINK_MEMPHIS_PORT_8080_TCP_ADDR", "10.0.0.1"));

        assertThat(config.credentials().username()).isEqualTo("cdc");
    }

    @Test
    void expressions_areExpanded() {
        MemphisConfig config = load(
                Map.of("debezium.sink.memphis.station", "${my.station:orders}", "debezium.sink.http.url", "x"),
                Map.of());

        assertThat(config.events().station()).contains("orders");
    }

    @Test
    void expressionWithoutValue_isAProblemOfThatOption() {
        assertThatThrownBy(() -> load(Map.of("debezium.sink.memphis.password", "${MEMPHIS_PASSWORD}"), Map.of()))
                .hasMessage("The configuration has 1 problem:\n- debezium.sink.memphis.password cannot be read: an"
                        + " expression ${…} in it has no value");
    }

    private static MemphisConfig load(Map<String, String> moreInFile, Map<String, String> environment) {
        Map<String, String> file = new HashMap<>(FILE);
        file.putAll(moreInFile);
        Config config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(file, "application.properties", 250))
                .withSources(new EnvConfigSource(environment, 300))
                .build();
        return ConfigLoader.load(config);
    }
}
