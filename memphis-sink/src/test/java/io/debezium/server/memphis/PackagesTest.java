package io.debezium.server.memphis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A package is one module's alone, so that its folder says where a class is, and nothing package-private leaks. */
class PackagesTest {
    /** Module and package of a file, wherever the root is. */
    private static final Pattern FILE = Pattern.compile("\\.\\./(.+)/src/(?:main|test)/java/(.+)/[^/]+\\.java");

    @Test
    void noPackage_isInTwoModules() throws IOException {
        Map<String, Set<String>> modules = modulesByPackage(
                JavaSources.all().stream().map(file -> file.toString().replace('\\', '/')));

        assertThat(modules).hasSizeGreaterThan(60);
        assertThat(modules).allSatisfy((name, in) -> assertThat(in).as(name).hasSize(1));
    }

    @Test
    void packageInTwoModules_isSeen() {
        assertThat(modulesByPackage(Stream.of(
                        "../one/src/main/java/a/b/C.java",
                        "../one/src/test/java/a/b/CTest.java",
                        "../two/part/src/test/java/a/b/D.java",
                        "../one/src/main/resources/a/b/e.txt")))
                .isEqualTo(Map.of("a/b", Set.of("one", "two/part")));
    }

    private static Map<String, Set<String>> modulesByPackage(Stream<String> files) {
        return files.map(FILE::matcher)
                .filter(Matcher::matches)
                .collect(groupingBy(file -> file.group(2), mapping(file -> file.group(1), toSet())));
    }
}
