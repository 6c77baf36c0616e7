package dev.memphis.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's ways of getting the project, each of its blocks word for word in a shell. */
class ReadmeCommandsIT {
    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
    private static final Pattern BUILD = Pattern.compile("(?m)^bin/build.*\\n");

    @TempDir
    Path folder;

    @Test
    void jar_isBuiltFromTheSourcesAloneAndPutBesideTheServers() throws Exception {
        Path tree = Files.createDirectory(folder.resolve("a fresh tree"));
        run(PROJECT, "git checkout-index --all --prefix='" + tree + "/'");
        Path lib = Files.createDirectories(tree.resolve("debezium-server/lib"));

        run(tree, block("memphis-sink.*debezium-server/lib"));

        try (JarFile jar = new JarFile(only(lib, ".jar").toFile())) {
            assertThat(jar.getEntry("META-INF/services/io.quarkus.arc.ComponentsProvider"))
                    .isNotNull();
        }
    }

    @Test
    void tarball_isUnpackedToAServer() throws Exception {
        built("distribution");

        run(folder, withoutItsBuild("tar xzf"));

        assertThat(only(folder, "SNAPSHOT").resolve("run.sh")).isExecutable();
    }

    @Test
    void plugin_isUnpackedToAFolderOfThePluginPath() throws Exception {
        built("memphis-connect");

        run(folder, withoutItsBuild("unzip"));

        Path plugin = only(folder.resolve("plugins"), "");
        try (Stream<Path> files = Files.walk(plugin)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.matches("memphis-connect-.*\\.jar"));
        }
    }

    /** What a block's own build would make, this build has made. */
    private void built(String module) throws IOException {
        Files.createSymbolicLink(folder.resolve(module), PROJECT.resolve(module));
    }

    private static String withoutItsBuild(String part) throws IOException {
        String block = block(part);
        String rest = BUILD.matcher(block).replaceFirst("");
        assertThat(rest).as("begins with a build: " + block).isNotEqualTo(block);
        return rest;
    }

    /** Returns the one block of README in which this is found. */
    private static String block(String part) throws IOException {
        List<String> found = BLOCK.matcher(Files.readString(PROJECT.resolve("README.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .filter(Pattern.compile(part, Pattern.DOTALL).asPredicate())
                .toList();
        assertThat(found).as("blocks of README with " + part).hasSize(1);
        return found.getFirst();
    }

    private static Path only(Path parent, String ending) throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().endsWith(ending))
                    .toList();
            assertThat(found).as("*" + ending + " in " + parent).hasSize(1);
            return found.getFirst();
        }
    }

    private static void run(Path where, String commands) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                .directory(where.toFile())
                .redirectErrorStream(true);
        shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // This build's own settings are not the reader's.
        shell.environment().keySet().removeIf(name -> name.startsWith("MAVEN_"));
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(commands + said).isZero();
    }
}
