package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A name means one thing in a module: no type, nested ones included, is called as a file of Java of the module's is. */
class TypeNamesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^\\s*(?:[a-z-]+ )*(?:record|class|enum|interface) ([A-Z]\\w*)");

    @Test
    void nameOfAFile_isNoOtherTypesInTheModule() throws IOException {
        List<Path> modules = modules();

        assertThat(modules).hasSizeGreaterThan(10);
        for (Path module : modules) {
            assertThat(twice(typesByFile(module)))
                    .as(ROOT.relativize(module).toString())
                    .isEmpty();
        }
    }

    @Test
    void namesThatAreMadeUpTwice_areFound() {
        Map<String, List<String>> types = Map.of(
                "wire/Link.java", types("public final class Link {\n    record Part(int size) {}\n}"),
                "page/Link.java", types("/** A link. */\nrecord Link(String text) {}"),
                "page/Page.java", types("class Page {\n    private static final class Part {}\n}"),
                "page/Part.java", types("sealed interface Part {}"));

        assertThat(twice(types)).containsOnlyKeys("Link", "Part");
    }

    /** Returns the names of files that are types' elsewhere too, each with all of its files. */
    private static Map<String, List<String>> twice(Map<String, List<String>> typesByFile) {
        Map<String, List<String>> files = new TreeMap<>();
        typesByFile.forEach((file, types) -> types.forEach(type ->
                files.computeIfAbsent(type, ignored -> new ArrayList<>()).add(file)));
        files.entrySet()
                .removeIf(type -> type.getValue().size() == 1
                        || type.getValue().stream().noneMatch(file -> file.endsWith("/" + type.getKey() + ".java")));
        return files;
    }

    private static Map<String, List<String>> typesByFile(Path module) throws IOException {
        Map<String, List<String>> types = new TreeMap<>();
        try (Stream<Path> files = Files.walk(module)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                types.put(file.toString(), types(Files.readString(file)));
            }
        }
        return types;
    }

    private static List<String> types(String source) {
        return TYPE.matcher(source)
                .results()
                .map((MatchResult type) -> type.group(1))
                .toList();
    }

    /** Returns the folders of what each module ships. */
    private static List<Path> modules() throws IOException {
        Path shipped = Path.of("src", "main", "java");
        try (Stream<Path> folders =
                Files.find(ROOT, 5, (path, about) -> about.isDirectory() && path.endsWith(shipped))) {
            return folders.sorted().toList();
        }
    }
}
