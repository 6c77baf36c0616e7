package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages lead somewhere, README stays short, and none has words that only this project uses. */
class PagesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int MOST_WORDS = 1_500;

    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    /** A picture in Markdown, or in HTML where it has a light and a dark one. */
    private static final Pattern PICTURE = Pattern.compile("!\\[([^\\]]*)\\]\\(([^)\\s]+)\\)|<img\\b[^>]*>");

    private static final Pattern ALT = Pattern.compile("\\salt=\"([^\"]*)\"");
    private static final Pattern SOURCE = Pattern.compile("\\ssrc(?:set)?=\"([^\"]*)\"");
    private static final int LEAST_WORDS_OF_ALT = 5;
    private static final long MOST_BYTES_OF_PICTURE = 150_000;
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");
    private static final Pattern OLD_WORDS = Pattern.compile(
            "(?i)\\b(whither|whence|anew|of old|thereof|wherein|hitherto|naught|elder|lest|more ado|mends?|the house|ward|road)\\b");

    /** A file that the build makes: its module, and the version in its name. */
    private static final Pattern BUILT =
            Pattern.compile("([a-z/-]+)/target/[a-z-]+?-(\\d+\\.\\d+\\.\\d+(?:-SNAPSHOT)?)\\.(?:jar|zip|tar\\.gz)");

    private static final Pattern VERSION =
            Pattern.compile("<artifactId>memphis-parent</artifactId>\\s*<version>(.*?)</version>");

    private static final Pattern BUILD = Pattern.compile("bin/(?:build|verify)[^`\\n]* -pl [^`\\n]*");

    /** What the tarballs have, beside docs/: pages in there must not lead elsewhere. */
    private static final List<String> IN_TARBALLS = List.of(
            "docs/",
            "examples/kubernetes/",
            "README.md",
            "CHANGELOG.md",
            "SECURITY.md",
            "LICENSE",
            "application.properties.example");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> pages =
                    new ArrayList<>(docs.filter(file -> file.toString().endsWith(".md"))
                            .sorted()
                            .toList());
            Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
                    .map(ROOT::resolve)
                    .forEach(pages::add);
            return pages.stream();
        }
    }

    @Test
    void readme_hasNoMoreWordsThanItMay() throws IOException {
        String[] words = Files.readString(ROOT.resolve("README.md")).strip().split("\\s+");

        assertThat(words).hasSizeLessThanOrEqualTo(MOST_WORDS);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLink_leadsSomewhere(Path page) {
        List<String> dead =
                links(page).stream().filter(link -> !isAlive(page, link)).toList();

        assertThat(dead).as("dead links of " + ROOT.relativize(page)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPicture_isSaidInWordsToo(Path page) {
        List<String> silent = PICTURE.matcher(BLOCK.matcher(text(page)).replaceAll(""))
                .results()
                .filter(picture -> !picture.group().contains("img.shields.io"))
                .filter(picture -> words(alt(picture)) < LEAST_WORDS_OF_ALT)
                .map(MatchResult::group)
                .toList();

        assertThat(silent)
                .as("pictures without a description in " + ROOT.relativize(page))
                .isEmpty();
    }

    private static String alt(MatchResult picture) {
        if (picture.group(1) != null) {
            return picture.group(1);
        }
        Matcher alt = ALT.matcher(picture.group());
        return alt.find() ? alt.group(1) : "";
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    /** What bin/pictures has copied is shown somewhere, and small enough to be read over a slow line. */
    @Test
    void everyCopiedPicture_isShownAndSmall() throws IOException {
        List<Path> shown = pages().flatMap(page -> links(page).stream().map(link -> target(page, link)))
                .toList();
        try (Stream<Path> pictures = Files.list(ROOT.resolve("docs/pictures"))) {
            assertThat(pictures).hasSizeGreaterThanOrEqualTo(4).allSatisfy(picture -> {
                assertThat(shown).contains(picture);
                assertThat(picture)
                        .satisfies(file -> assertThat(Files.size(file)).isLessThan(MOST_BYTES_OF_PICTURE));
            });
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pagesOfTheTarball_leadNowhereElse(Path page) {
        if (!page.startsWith(ROOT.resolve("docs"))) {
            return;
        }
        List<String> outside = links(page).stream()
                .filter(link -> !link.startsWith("#"))
                .map(link -> ROOT.relativize(target(page, link)).toString())
                .filter(place -> IN_TARBALLS.stream().noneMatch(place::startsWith))
                .filter(place -> !place.matches("examples/[^/]+\\.properties"))
                .toList();

        assertThat(outside).as("not in the tarballs: " + ROOT.relativize(page)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void words_areOfToday(Path page) {
        assertThat(OLD_WORDS.matcher(text(page)).results().map(word -> word.group()))
                .as(page.toString())
                .isEmpty();
    }

    /** In a fresh clone a module alone does not find the others, for nothing is installed. */
    @ParameterizedTest
    @MethodSource("pages")
    void buildsOfAModule_buildWhatItNeeds(Path page) {
        assertThat(BUILD.matcher(text(page)).results().map(build -> build.group()))
                .as(page.toString())
                .allMatch(build -> build.contains("-am"));
    }

    /** README's commands name what the build makes. */
    @Test
    void filesThatReadmeInstalls_haveTheVersionOfTheBuild() throws IOException {
        Matcher version = VERSION.matcher(text(ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();

        assertThat(BUILT.matcher(text(ROOT.resolve("README.md"))).results().map(file -> file.group(2)))
                .hasSizeGreaterThanOrEqualTo(3)
                .containsOnly(version.group(1));
        assertThat(BUILT.matcher(text(ROOT.resolve("README.md"))).results().map(file -> file.group(1)))
                .allSatisfy(module ->
                        assertThat(ROOT.resolve(module).resolve("pom.xml")).exists());
    }

    @Test
    void everyPage_canBeReachedFromReadme() throws IOException {
        Set<Path> reached = reachable(ROOT.resolve("README.md"));

        assertThat(pages().filter(page -> !reached.contains(page))).isEmpty();
    }

    private static Set<Path> reachable(Path start) {
        Map<Path, Boolean> seen = new HashMap<>(Map.of(start, true));
        List<Path> open = new ArrayList<>(List.of(start));
        while (!open.isEmpty()) {
            Path page = open.removeLast();
            for (String link : links(page)) {
                Path target = target(page, link);
                if (target.toString().endsWith(".md") && seen.putIfAbsent(target, true) == null) {
                    open.add(target);
                }
            }
        }
        return seen.keySet();
    }

    /** Returns the links to files of the project, its pictures among them, and to places in a page. */
    private static List<String> links(Path page) {
        String prose = BLOCK.matcher(text(page)).replaceAll("");
        return Stream.of(LINK, SOURCE)
                .flatMap(pattern -> pattern.matcher(prose).results())
                .map(match -> match.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    private static boolean isAlive(Path page, String link) {
        Path target = target(page, link);
        int mark = link.indexOf('#');
        return Files.exists(target) && (mark < 0 || places(target).contains(link.substring(mark + 1)));
    }

    private static Path target(Path page, String link) {
        String file = link.replaceFirst("#.*", "");
        return file.isEmpty() ? page : page.getParent().resolve(file).normalize();
    }

    /** Returns the names by which GitHub's pages can be entered at their headings. */
    private static Set<String> places(Path page) {
        Map<String, Integer> seen = new HashMap<>();
        return HEADING.matcher(BLOCK.matcher(text(page)).replaceAll(""))
                .results()
                .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .map(name -> seen.merge(name, 1, Integer::sum) == 1 ? name : name + "-" + (seen.get(name) - 1))
                .collect(Collectors.toSet());
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
