package dev.memphis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.observe.SinkMetricsMXBean;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The rules for the OpenTelemetry Java agent: they name every number that the MBean has, and nothing else. */
class OpenTelemetryRulesTest {
    /** By reason it is a table, and the two others are texts: the agent takes numbers. */
    private static final Set<String> NO_NUMBERS = Set.of("RetriesByReason", "OutageSince", "OutageReason");

    private static final Set<String> TYPES = Set.of("counter", "updowncounter", "gauge");

    @Test
    void everyNumber_hasARule() throws Exception {
        Map<String, Map<String, String>> mapping = mapping();

        assertThat(mapping.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(SinkMetricsMXBean.class.getMethods())
                        .map(Method::getName)
                        .map(name -> name.replaceFirst("^get", ""))
                        .filter(name -> !NO_NUMBERS.contains(name))
                        .toList());
        assertThat(mapping.values()).extracting(rule -> rule.get("metric")).doesNotHaveDuplicates();
    }

    @Test
    void everyRule_hasTypeUnitAndDescription() throws Exception {
        mapping().forEach((attribute, rule) -> {
            assertThat(rule).as(attribute).containsOnlyKeys("metric", "type", "unit", "desc");
            assertThat(rule.get("type")).as(attribute).isIn(TYPES);
            if (attribute.contains("MilliSeconds")) {
                assertThat(rule).as(attribute).containsEntry("unit", "ms");
            }
        });
    }

    @SuppressWarnings("unchecked") // the tests fail where the file has another form
    private static Map<String, Map<String, String>> mapping() throws Exception {
        Map<String, Object> document =
                new Yaml().load(Files.readString(Path.of("../docs/monitoring/otel-jmx-rules.yaml")));
        List<Map<String, Object>> rules = (List<Map<String, Object>>) document.get("rules");
        assertThat(rules).hasSize(1);
        assertThat(rules.getFirst().get("bean")).isEqualTo("debezium.memphis:type=sink-metrics,server=*");
        return (Map<String, Map<String, String>>) rules.getFirst().get("mapping");
    }
}
