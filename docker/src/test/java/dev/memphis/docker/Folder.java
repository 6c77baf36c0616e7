package dev.memphis.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The project's folder, which is the context of every image. */
final class Folder {
    static final Path PROJECT = Path.of(System.getProperty("project.folder")).normalize();
    static final Path DOCKER = PROJECT.resolve("docker");

    private Folder() {}

    /** Returns the files that a path with wildcards in its last part means. */
    static List<Path> matching(Path pattern) throws IOException {
        Path folder = pattern.getParent();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.getFileName());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> matcher.matches(file.getFileName())).toList();
        }
    }

    /** Returns whether a command is there and answers. */
    static boolean has(String... command) throws InterruptedException {
        try {
            return run(command).code() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** What a command said and how it ended. */
    record Said(int code, String words) {}

    static Said run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(PROJECT.toFile())
                .redirectErrorStream(true)
                .start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " does not end");
        }
        return new Said(process.exitValue(), words);
    }
}
