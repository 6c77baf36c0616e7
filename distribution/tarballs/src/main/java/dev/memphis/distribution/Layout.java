package dev.memphis.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What of this project goes into the tarballs, and where. Immutable.
 *
 * @param root the project's folder, in which everything is built
 * @param version the project's version
 */
record Layout(Path root, String version) {
    /** The command's jar holds the sink too: in lib/ it would be on the server's class path. */
    private static final String COMMAND_FOLDER = "cli/";

    /** Returns the files that both tarballs have, in a fixed order. */
    List<Part> common() throws IOException {
        List<Part> parts = new ArrayList<>();
        parts.add(Part.script("bin/memphis", root.resolve("bin/memphis")));
        parts.add(Part.file(COMMAND_FOLDER + name("memphis-cli", "-all.jar"), target("memphis-cli", "-all.jar")));
        parts.add(Part.file("config/application.properties", root.resolve("application.properties.example")));
        parts.addAll(below(root.resolve("docs"), "docs/"));
        parts.addAll(below(root.resolve("examples/kubernetes"), "examples/kubernetes/"));
        for (Path example : files(root.resolve("examples"), ".properties")) {
            parts.add(Part.file("examples/" + example.getFileName(), example));
        }
        for (String page : List.of("LICENSE", "CHANGELOG.md", "SECURITY.md", "application.properties.example")) {
            parts.add(Part.file(page, root.resolve(page)));
        }
        parts.addAll(below(root.resolve("distribution/tarballs/src/main/files"), ""));
        return parts;
    }

    /** Returns the sink's jar, which a stock server does not have. */
    Part sink() {
        return Part.file("lib/" + name("memphis-sink", ".jar"), target("memphis-sink", ".jar"));
    }

    /** Returns the files of the slim server as it was built, sorted by place. */
    List<Part> slimServer() throws IOException {
        return below(root.resolve("distribution/slim/target/server"), "");
    }

    /** Returns the lists of the slim server's and the command's components. */
    List<Part> slimSboms() {
        return List.of(
                Part.file("sbom/server.cdx.json", root.resolve("distribution/slim/target/bom.json")),
                Part.file("sbom/memphis-command.cdx.json", root.resolve("memphis-cli/target/bom.json")));
    }

    private Path target(String module, String ending) {
        return root.resolve(module).resolve("target").resolve(name(module, ending));
    }

    private String name(String module, String ending) {
        return module + "-" + version + ending;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static List<Part> below(Path folder, String place) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> new Part(
                            place + folder.relativize(file).toString().replace('\\', '/'),
                            file,
                            file.toString().endsWith(".sh")))
                    .sorted(Comparator.comparing(Part::place))
                    .toList();
        }
    }
}
