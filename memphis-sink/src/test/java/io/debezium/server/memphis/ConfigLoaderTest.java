package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.options.Secret;
import dev.memphis.delivery.reading.ConfigurationException;
import dev.memphis.delivery.reading.Option;
import dev.memphis.delivery.reading.Options;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            String variable = option.fullName(OptionNames.DEBEZIUM_SERVER)
                    .toUpperCase(Locale.ROOT)
                    .replace('.', '_');
            assertThatThrownBy(() -> load(Map.of(), Map.of(variable, "${NO_SUCH_VARIABLE}")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(option.fullName(OptionNames.DEBEZIUM_SERVER) + " cannot be read");
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
                        + " expression ${…} in it has no value; where these characters belong to the secret, write \\${"
                        + " or put it into a file");
    }

    @ParameterizedTest
    @CsvSource({
        "GATEWAY_SERVICE_HOST, 10.0.0.1",
        "GATEWAY_SERVICE_PORT, 4444",
        "GATEWAY_SERVICE_PORT_HTTP, 4444",
        "GATEWAY_PORT, tcp://10.0.0.1:4444",
        "GATEWAY_PORT_4444_TCP, tcp://10.0.0.1:4444",
        "GATEWAY_PORT_4444_TCP_PROTO, tcp",
        "GATEWAY_PORT_4444_TCP_PORT, 4444",
        "GATEWAY_PORT_53_UDP_ADDR, 10.0.0.1",
        "URL_PORT, tcp://10.0.0.1:4444",
        "PORT, udp://10.0.0.1:53",
        "SERVICE_PORT_URL, 80",
        "VERSION, 0.1.0",
        "HOME, /opt/memphis",
        "IMAGE_SHA256, abc",
        "JAR, /lib/x.jar",
        "GOSU_VERSION, 1",
    })
    void variableOfOthers_isLeftAlone(String name, String value) {
        assertThat(load(Map.of(), Map.of("DEBEZIUM_SINK_MEMPHIS_" + name, value))
                        .credentials()
                        .username())
                .isEqualTo("cdc");
    }

    @ParameterizedTest
    @CsvSource({
        "PASWORD, x",
        "USERNAMES, x",
        "STATIONS, x",
        "URLS, x",
        "BATCH_SIZE, 5",
        "BATCH_MAX_EVENT, 5",
        "RETRY_MAX, 5",
        "TLS_ENABLED, true",
        "RECEIPT_ENABLE, true",
        "MAXINFLIGHT, 5",
        "PROXY_PORT, 3128",
        "CONNECTION_TOKEN, x",
    })
    void misspeltOptionInAVariable_isTold(String name, String value) {
        assertThatThrownBy(() -> load(Map.of(), Map.of("DEBEZIUM_SINK_MEMPHIS_" + name, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "debezium.sink.memphis." + name.toLowerCase(Locale.ROOT).replace('_', '.') + " is no option");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "gateway.service.host", "gateway.port", "home"})
    void unknownNameInTheFile_isTold(String name) {
        assertThatThrownBy(() -> load(Map.of("debezium.sink.memphis." + name, "tcp://10.0.0.1:4444"), Map.of()))
                .hasMessageContaining("debezium.sink.memphis." + name + " is no option");
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
