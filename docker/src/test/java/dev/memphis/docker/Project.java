package dev.memphis.docker;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A copy of the project as a user has it after {@code bin/build}, with ports of its own. Confined to one thread. */
final class Project {
    private static final Set<String> LEFT_OUT = Set.of("target", ".git", ".idea", ".env");

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    private Project(Path folder) throws IOException {
        this.folder = folder;
        for (String port : List.of("GATEWAY_PORT", "MANAGEMENT_PORT", "HEALTH_PORT")) {
            // The shell's variables win over those of .env.
            environment.put(port, String.valueOf(Engine.freePort()));
        }
    }

    static Project copyTo(Path folder) throws IOException {
        Files.walkFileTree(Folder.PROJECT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
                if (LEFT_OUT.contains(String.valueOf(from.getFileName()))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(folder.resolve(Folder.PROJECT.relativize(from)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
                if (!LEFT_OUT.contains(from.getFileName().toString())) {
                    copy(from, folder);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        for (Path jar : Folder.matching(Folder.PROJECT.resolve("memphis-sink/target/memphis-sink-*.jar"))) {
            Files.createDirectories(folder.resolve("memphis-sink/target"));
            copy(jar, folder);
        }
        return new Project(folder);
    }

    private static void copy(Path from, Path folder) throws IOException {
        Files.copy(from, folder.resolve(Folder.PROJECT.relativize(from)), StandardCopyOption.COPY_ATTRIBUTES);
    }

    Path folder() {
        return folder;
    }

    int port(String variable) {
        return Integer.parseInt(environment.get(variable));
    }

    /** Runs a command in the copy and returns what it said. */
    String run(String command) throws Exception {
        return Engine.run(folder, environment, List.of("bash", "-c", command));
    }

    /** Runs a command in the copy that may fail. */
    Folder.Said attempt(String command) throws Exception {
        return Engine.attempt(folder, environment, List.of("bash", "-c", command));
    }

    /** Writes docker/.env: the example's, with secrets, and some values changed. */
    void environmentFile(Map<String, String> changed) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("docker/.env.example"))) {
            String name = line.replaceFirst("=.*", "");
            String given = line.endsWith("=") ? line + "Example-1!" : line;
            lines.add(changed.containsKey(name) ? name + "=" + changed.get(name) : given);
        }
        Files.write(folder.resolve("docker/.env"), lines);
    }
}
