package dev.memphis.distribution;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** This program's own classes: a tarball is made of them too. */
final class Program {
    private Program() {}

    static List<Part> parts() throws IOException {
        Path classes = classes();
        if (Files.isRegularFile(classes)) {
            return List.of(Part.file("program", classes));
        }
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> Part.file("program", file))
                    .toList();
        }
    }

    private static Path classes() {
        try {
            return Path.of(Program.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
