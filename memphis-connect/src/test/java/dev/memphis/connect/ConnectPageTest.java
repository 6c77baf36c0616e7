package dev.memphis.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The connector that docs/kafka-connect.md creates is one that Connect accepts, and the station that the page creates is its own. */
class ConnectPageTest {
    private static final Pattern CONNECTOR = Pattern.compile(
            "curl -X PUT [^\n]*/connectors/(?<name>[^/]+)/config -d '(?<config>\\{.*?\n\\})'", Pattern.DOTALL);

    private static final Pattern RECEIPT_STATION = Pattern.compile("--set receipt\\.station=(\\S+)");

    @Test
    void connectorOfThePage_isAcceptedAndItsReceiptStationIsTheOneThatSetupCreates() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "kafka-connect.md"));
        Matcher connector = CONNECTOR.matcher(page);
        Matcher station = RECEIPT_STATION.matcher(page);
        assertThat(connector.find()).isTrue();
        assertThat(station.find()).isTrue();
        // As a worker hands it on: with its name, and with what its config providers put in.
        Map<String, String> config =
                new ObjectMapper().readValue(connector.group("config"), new TypeReference<Map<String, String>>() {});
        config.put("name", connector.group("name"));
        config.computeIfPresent(
                "memphis.password", (name, value) -> value.startsWith("${file:") ? "Todo-Cdc-1!" : value);

        assertThat(Validation.of(config))
                .allSatisfy(value ->
                        assertThat(value.errorMessages()).as(value.name()).isEmpty());
        assertThat(ConnectConfig.read(ConnectConfig.forTask(config, 0))
                        .memphis()
                        .receipts()
                        .station())
                .isEqualTo(station.group(1));
    }
}
