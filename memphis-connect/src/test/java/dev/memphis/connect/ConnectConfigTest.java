package dev.memphis.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

class ConnectConfigTest {
    @Test
    void tasks_haveReceiptStationsOfTheirOwn() {
        Map<String, String> connector = Settings.with();

        assertThat(station(connector, 0)).isEqualTo("connect-receipts-shop-0");
        assertThat(station(connector, 3)).isEqualTo("connect-receipts-shop-3");
    }

    @Test
    void givenReceiptStation_isWhatTheirNamesStartWith_soThatTwoConnectorsNeverShareOne() {
        assertThat(station(Settings.with("memphis.receipt.station", "receipts"), 1))
                .isEqualTo("receipts-shop-1");
        assertThat(station(Settings.with("memphis.receipt.station", "receipts", "name", "other"), 1))
                .isEqualTo("receipts-other-1");
    }

    private static String station(Map<String, String> connector, int task) {
        return ConnectConfig.read(ConnectConfig.forTask(connector, task))
                .memphis()
                .receipts()
                .station();
    }

    @Test
    void connectorOfAnyName_canBeRead() {
        assertThat(station(Settings.with("name", "Größe & Co"), 0)).matches("connect-receipts-[a-z0-9_.-]+");
    }

    @Test
    void everythingThatIsWrong_isToldAtOnce() {
        Map<String, String> wrong = Settings.with(
                "memphis.connections", "four", "memphis.pasword", "x", "memphis.json.schemas.enable", "perhaps");

        assertThatThrownBy(() -> ConnectConfig.read(wrong))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "The configuration has 3 problems",
                        "memphis.connections=four: must be a whole number from 1 to 64",
                        "memphis.pasword is no option: did you mean memphis.password?",
                        "memphis.json.schemas.enable=perhaps: must be one of false, true");
    }

    @Test
    void reporter_isUsed_whenErrorsAreToleratedAndThereIsATopic() {
        assertThat(Settings.config("errors.tolerance", "all", "errors.deadletterqueue.topic.name", "dead")
                        .reporter())
                .isTrue();
        assertThat(Settings.config("errors.tolerance", "all").reporter()).isFalse();
        assertThat(Settings.config("errors.deadletterqueue.topic.name", "dead").reporter())
                .isFalse();
    }

    @Test
    void definition_hasEveryOption_secretsAsPasswords_andDefaultsThatAreValid() {
        ConfigDef definition = ConnectOptions.definition();

        assertThat(definition.configKeys().get("memphis.password").type).isEqualTo(ConfigDef.Type.PASSWORD);
        assertThat(definition.configKeys().get("memphis.connections").type).isEqualTo(ConfigDef.Type.INT);
        assertThat(definition.groups()).contains("Reaching the gateway", "Logging in", "Values");
        assertThat(definition.validate(Settings.with()).stream().flatMap(value -> value.errorMessages().stream()))
                .isEmpty();
    }

    @Test
    void validation_tellsEachProblemOnce_atItsOption_andNoSecret() {
        List<ConfigValue> values = Validation.of(
                Settings.with("memphis.connections", "four", "memphis.batch.mode", "x", "memphis.pasword", "s3cret!"));

        assertThat(errors(values, "memphis.connections"))
                .containsExactly("memphis.connections=four: must be a whole number from 1 to 64");
        assertThat(errors(values, "memphis.batch.mode"))
                .containsExactly("memphis.batch.mode=x: must be one of auto, never, always");
        assertThat(errors(values, "memphis.pasword"))
                .containsExactly("memphis.pasword is no option: did you mean memphis.password?");
        assertThat(errors(values, "memphis.url")).isEmpty();
        assertThat(values.toString()).doesNotContain("Cdc-Pass-1!");
    }

    private static List<String> errors(List<ConfigValue> values, String name) {
        return values.stream()
                .filter(value -> value.name().equals(name))
                .flatMap(value -> value.errorMessages().stream())
                .toList();
    }
}
