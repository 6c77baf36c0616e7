package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/contract.md has what the comments of all modules cite, and the exchanges that it names were recorded. */
class ContractPageTest {
    private static final Path ROOT = JavaSources.ROOT;
    private static final Path PAGE = ROOT.resolve(Path.of("docs", "contract.md"));
    private static final Path RECORDINGS = ROOT.resolve(Path.of("memphis-emulator", "src", "test", "resources"));

    /** Where a line of a comment ends and the next one begins. */
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*(?:\\*(?!/)|//)?\\s*");

    private static final Pattern CITATION = Pattern.compile("(?i)\\bcontract, (\"[^\"]+\"(?:(?:,| and) \"[^\"]+\")*)");
    /** One that names no section, or names it in another form. */
    private static final Pattern VAGUE = Pattern.compile("(?i)[(;:] ?contract\\b(?!, \").{0,40}");

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{2,4} (.+)$");
    private static final Pattern RECORDED = Pattern.compile("recorded: ((?:`[^`]+`(?:, )?)+)");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    /** Version and day, in the first line of a section. */
    private static final Pattern AS_OF = Pattern.compile("\\s+\\*.*\\b\\d{4}-\\d{2}-\\d{2}\\b(?s:.*)");

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyCitation_leadsToAHeading() throws IOException {
        List<Source> sources = sources();

        assertThat(sources.stream().flatMap(source -> source.cited().stream())).hasSizeGreaterThan(60);
        assertThat(sources.stream().flatMap(source -> source.unknown(headings()).stream()))
                .isEmpty();
    }

    @Test
    void everyCitation_namesASection() throws IOException {
        assertThat(sources().stream().flatMap(source -> source.vague().stream()))
                .isEmpty();
    }

    @Test
    void citationThatIsMadeUp_isFound() {
        Source source = new Source("Made.java", """
                /**
                 * Holds (contract, "Produce" and "Produce
                 * nothing").
                 */
                class Made {} // Also made up (contract, "Nowhere"), and (contract) alone.
                """);

        assertThat(source.cited()).containsExactly("Produce", "Produce nothing", "Nowhere");
        assertThat(source.unknown(headings())).containsExactly("Made.java: Produce nothing", "Made.java: Nowhere");
        assertThat(source.vague()).containsExactly("Made.java: (contract) alone. ");
    }

    @Test
    void everyRecordedName_isAnExchange() throws IOException {
        List<String> named = RECORDED.matcher(joined(Files.readString(PAGE)))
                .results()
                .flatMap(names -> NAME.matcher(names.group(1)).results())
                .map(name -> name.group(1))
                .toList();

        assertThat(named).hasSizeGreaterThan(100);
        assertThat(exchanges()).containsAll(named);
    }

    @Test
    void everySection_beginsWithVersionAndDay() throws IOException {
        List<String> sections = List.of(Files.readString(PAGE).split("(?m)^## .+$")).stream()
                .skip(2)
                .toList();

        assertThat(sections)
                .hasSizeGreaterThan(8)
                .allSatisfy(section -> assertThat(section).matches(AS_OF));
    }

    private static Set<String> headings() {
        return HEADING.matcher(JavaSources.read(PAGE))
                .results()
                .map(heading -> heading.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> exchanges() throws IOException {
        try (Stream<Path> files = Files.list(RECORDINGS)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .flatMap(file -> JavaSources.read(file).lines())
                    .map(ContractPageTest::name)
                    .collect(Collectors.toSet());
        }
    }

    private static String name(String exchange) {
        try {
            JsonNode line = JSON.readTree(exchange);
            return line.path("name").asText(line.path("step").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Java sources of every module but this test, which makes citations up. */
    private static List<Source> sources() throws IOException {
        return JavaSources.all().stream()
                .filter(file -> !file.endsWith("ContractPageTest.java"))
                .map(file -> new Source(ROOT.relativize(file).toString(), JavaSources.read(file)))
                .toList();
    }

    private static String joined(String text) {
        return LINE_BREAK.matcher(text).replaceAll(" ");
    }

    /** A file of Java, and what its comments cite. */
    private record Source(String file, String text) {
        List<String> cited() {
            return CITATION.matcher(joined(text))
                    .results()
                    .flatMap(citation -> QUOTED.matcher(citation.group(1)).results())
                    .map(section -> section.group(1))
                    .toList();
        }

        List<String> unknown(Set<String> headings) {
            return cited().stream()
                    .filter(section -> !headings.contains(section))
                    .map(section -> file + ": " + section)
                    .toList();
        }

        List<String> vague() {
            return VAGUE.matcher(joined(text))
                    .results()
                    .map(MatchResult::group)
                    .map(citation -> file + ": " + citation)
                    .toList();
        }
    }
}
