package io.debezium.server.memphis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Java sources of all modules, for the tests that hold them to a rule. Stateless. */
final class JavaSources {
    static final Path ROOT = Path.of("..");
    private static final String SHIPPED = Path.of("src", "main", "java").toString();

    private JavaSources() {}

    /** Returns every source of every module, tests included. */
    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("target"))
                    .toList();
        }
    }

    /** Returns what the modules ship. */
    static List<Path> shipped() throws IOException {
        return all().stream().filter(file -> file.toString().contains(SHIPPED)).toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
