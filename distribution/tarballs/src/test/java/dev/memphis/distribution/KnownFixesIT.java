package dev.memphis.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing that we ship is older than the first version without a weakness of known-fixes.txt. It is a list made by hand, for
 * where no scanner's database is at hand: the scan of each week (.github/workflows/scan.yml) knows more.
 */
class KnownFixesIT {
    private static final Pattern NOT_A_NUMBER = Pattern.compile("[^0-9]+");

    /** @param line how versions begin among which the fixed one counts */
    record Fix(String component, String line, String fixedIn, String weakness) {
        static Fix of(String text) {
            String[] words = text.split(" +", 4);
            return new Fix(words[0], words[1], words[2], words[3]);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../slim/target/bom.json",
                "../../memphis-cli/target/bom.json",
                "../../memphis-connect/target/bom.json"
            })
    void everyComponent_hasTheKnownFixes(String sbom) throws Exception {
        Set<String> old = new TreeSet<>();
        int looked = 0;
        for (Sbom.Component component : Sbom.read(Path.of(sbom)).components()) {
            String[] parts = component.name().split(":", -1);
            for (List<Fix> lines : fixesOf(parts[0] + ":" + parts[1])) {
                looked++;
                Fix fix = inLine(lines, parts[2]);
                if (compare(parts[2], fix.fixedIn()) < 0) {
                    old.add(component.name() + " is older than " + fix.fixedIn() + ": " + fix.weakness());
                }
            }
        }

        assertThat(looked).isGreaterThan(5);
        assertThat(old).isEmpty();
    }

    @Test
    void everyLineOfTheList_concernsSomethingThatIsShipped() throws Exception {
        Map<String, Set<String>> shipped = new HashMap<>();
        for (String sbom : List.of("../slim/target/bom.json", "../../memphis-cli/target/bom.json")) {
            for (Sbom.Component component : Sbom.read(Path.of(sbom)).components()) {
                String[] parts = component.name().split(":", -1);
                shipped.computeIfAbsent(parts[0] + ":" + parts[1], name -> new TreeSet<>())
                        .add(parts[2]);
            }
        }

        assertThat(fixes())
                .allSatisfy(fix -> assertThat(shipped.getOrDefault(fix.component(), Set.of()))
                        .as(fix.component())
                        .anyMatch(version -> version.startsWith(fix.line())));
    }

    @ParameterizedTest
    @CsvSource({
        "4.1.9.Final, 4.1.10.Final, -1",
        "4.1.137.Final, 4.1.137.Final, 0",
        "42.7.14, 42.7.2, 1",
        "2.0, 2.0.1, -1"
    })
    void versions_areComparedByTheirNumbers(String one, String other, int sign) {
        assertThat(Integer.signum(compare(one, other))).isEqualTo(sign);
    }

    /** Of each weakness the fixes in all lines of versions. */
    private static Collection<List<Fix>> fixesOf(String component) throws IOException {
        return fixes().stream()
                .filter(fix -> fix.component().equals(component))
                .collect(Collectors.groupingBy(Fix::weakness))
                .values();
    }

    /** Of a line that is not listed, the oldest fix counts. */
    private static Fix inLine(List<Fix> lines, String version) {
        return lines.stream()
                .filter(fix -> version.startsWith(fix.line()))
                .findFirst()
                .orElseGet(() -> lines.stream()
                        .min((one, other) -> compare(one.fixedIn(), other.fixedIn()))
                        .orElseThrow());
    }

    private static List<Fix> fixes() throws IOException {
        try (InputStream in = KnownFixesIT.class.getResourceAsStream("/known-fixes.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Fix::of)
                    .collect(Collectors.toList());
        }
    }

    private static int compare(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    private static int[] numbers(String version) {
        return NOT_A_NUMBER
                .splitAsStream(version)
                .filter(text -> !text.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
