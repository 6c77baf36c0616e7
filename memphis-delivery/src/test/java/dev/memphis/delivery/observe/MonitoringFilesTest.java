package dev.memphis.delivery.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.delivery.simulation.SimulatedLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.StandardMBean;
import org.junit.jupiter.api.Test;

/** The files for operators in docs/ name metrics that there are, and all of them. */
class MonitoringFilesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final String RULES = read("monitoring/metrics.yml");

    @Test
    void everyRule_isOfAMetric_andEveryNumberHasARule() {
        Set<String> numbers = attributes()
                .filter(attribute -> !attribute.getType().equals("java.lang.String"))
                .map(MBeanAttributeInfo::getName)
                // The exporter adds up the reasons by itself.
                .filter(name -> !name.equals("Retries"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found("sink-metrics.*<>(\\w+):", RULES)).isEqualTo(numbers);
    }

    @Test
    void everyMetricOfTheDashboard_isMadeByARule() throws IOException {
        Set<String> made = found("name: \"(memphis_sink_\\w+)\"", RULES);

        Set<String> shown = found("(memphis_sink_\\w+)", read("monitoring/grafana-dashboard.json"));

        assertThat(shown).isEqualTo(made);
    }

    @Test
    void dashboard_isJsonWithAPanelForEachQuery() throws IOException {
        JsonNode dashboard = new JsonMapper().readTree(read("monitoring/grafana-dashboard.json"));

        assertThat(dashboard.path("panels"))
                .isNotEmpty()
                .allSatisfy(panel -> assertThat(panel.path("targets")).isNotEmpty());
    }

    @Test
    void operationsPage_listsEveryMetric() {
        Set<String> listed = found("\\| `([A-Z]\\w+)` \\|", read("operations.md"));

        assertThat(listed)
                .isEqualTo(
                        attributes().map(MBeanAttributeInfo::getName).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Stream<MBeanAttributeInfo> attributes() {
        SimulatedLoop loop = new SimulatedLoop();
        SinkMetrics metrics = new SinkMetrics(loop.clock(), loop::nanoTime);
        return Arrays.stream(new StandardMBean(metrics, SinkMetricsMXBean.class, true)
                .getMBeanInfo()
                .getAttributes());
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(String name) {
        try {
            return Files.readString(DOCS.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
