package dev.memphis.delivery.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.delivery.simulation.SimulatedLoop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.StandardMBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files for operators in docs/ name metrics that there are, and all of them. */
class MonitoringFilesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path ALERTS_TEST = Path.of("src", "test", "resources", "alerts-test.yml");
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
    void everyMetricOfTheAlerts_isMadeByARule() {
        Set<String> made = found("name: \"(memphis_sink_\\w+)\"", RULES);

        assertThat(found("(memphis_sink_\\w+)", read("monitoring/alerts.yml")))
                .isNotEmpty()
                .isSubsetOf(made);
    }

    @Test
    void everyAlert_isTriedAndOnTheOperationsPage() throws IOException {
        Set<String> alerts = found("alert: (\\w+)", read("monitoring/alerts.yml"));

        assertThat(found("alertname: (\\w+)", Files.readString(ALERTS_TEST))).isEqualTo(alerts);
        assertThat(read("operations.md")).contains(alerts);
    }

    @Test
    void alerts_fireWhenTheyShould(@TempDir Path folder) throws Exception {
        assumeTrue(isInstalled("promtool"), "promtool is not installed (Debian's package prometheus)");
        Path rules = DOCS.resolve("monitoring/alerts.yml").toAbsolutePath();
        Path tests = Files.writeString(
                folder.resolve("alerts-test.yml"), Files.readString(ALERTS_TEST).replace("ALERTS", rules.toString()));

        assertThat(promtool("check", "rules", rules.toString())).contains("SUCCESS");
        assertThat(promtool("test", "rules", tests.toString())).contains("SUCCESS");
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String promtool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
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
        Set<String> listed = found("\\| `(?!Memphis)([A-Z]\\w+)` \\|", read("operations.md"));

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
