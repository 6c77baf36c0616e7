package dev.memphis.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How bin/memphis starts Java, by a real one and a command that only repeats its arguments. */
class CommandStartTest {
    private static final String COMMAND = """
            public class Main {
                public static void main(String[] arguments) {
                    System.out.println(String.join("|", arguments));
                    System.exit(arguments.length > 1 && arguments[1].equals("fails") ? 3 : 0);
                }
            }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void command() throws IOException {
        Files.createDirectories(folder.resolve("cli"));
        Files.copy(
                Path.of("../../bin/memphis"),
                Files.createDirectories(folder.resolve("bin")).resolve("memphis"));
        Path source = Files.writeString(folder.resolve("Main.java"), COMMAND);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", folder.toString(), source.toString()))
                .isZero();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Main");
        try (OutputStream file = Files.newOutputStream(folder.resolve("cli/memphis-cli-1-all.jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            jar.putNextEntry(new JarEntry("Main.class"));
            jar.write(Files.readAllBytes(folder.resolve("Main.class")));
        }
    }

    private Process start(Path cache, Map<String, String> variables, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("sh", "bin/memphis"), Stream.of(arguments))
                .toList());
        builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .environment()
                .putAll(variables);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        return builder.start();
    }

    private String run(Path cache, Map<String, String> variables, String... arguments) throws Exception {
        Process process = start(cache, variables, arguments);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private String run(Path cache, String... arguments) throws Exception {
        return run(cache, Map.of(), arguments);
    }

    @Test
    void checkThatEndsWell_leavesWhatLaterCommandsLoad() throws Exception {
        Path cache = folder.resolve("a cache");

        assertThat(run(cache, "check", "a b")).isEqualTo("check|a b\n");

        try (Stream<Path> files = Files.list(cache.resolve("debezium-server-memphis"))) {
            assertThat(files).singleElement().asString().endsWith(".jsa");
        }
        // With it a Java ends that cannot use the file.
        assertThat(run(cache, Map.of("JAVA_TOOL_OPTIONS", "-Xshare:on"), "tail"))
                .endsWith("\ntail\n");
    }

    @Test
    void checkThatDoesNotEndWell_leavesNothingAndItsExitCode() throws Exception {
        Path cache = folder.resolve("cache");

        Process check = start(cache, Map.of(), "check", "fails");

        assertThat(check.waitFor()).isEqualTo(3);
        assertThat(cache.resolve("debezium-server-memphis")).isEmptyDirectory();
    }

    @Test
    void archiveThatDoesNotFit_isLeftUnusedWithoutAWord() throws Exception {
        Path cache = folder.resolve("cache");
        run(cache, "check");
        Path archive;
        try (Stream<Path> files = Files.list(cache.resolve("debezium-server-memphis"))) {
            archive = files.findFirst().orElseThrow();
        }
        Files.writeString(archive, "of another Java");

        assertThat(run(cache, "tail")).isEqualTo("tail\n");
        // So it is looked at, as the other tests take for granted.
        assertThat(start(cache, Map.of("JAVA_TOOL_OPTIONS", "-Xshare:on"), "tail")
                        .waitFor())
                .isPositive();
    }

    @Test
    void archiveOfAnOlderJar_isMadeAnew() throws Exception {
        Path cache = folder.resolve("cache");
        run(cache, "check");
        FileTime future = FileTime.from(Instant.now().plusSeconds(60));
        Files.setLastModifiedTime(folder.resolve("cli/memphis-cli-1-all.jar"), future);

        assertThat(run(cache, "check")).isEqualTo("check\n");

        assertThat(run(cache, Map.of("JAVA_TOOL_OPTIONS", "-Xshare:on"), "tail"))
                .endsWith("\ntail\n");
    }

    @Test
    void placeThatCannotBeMade_isDoneWithout() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        assertThat(run(file, "check")).isEqualTo("check\n");
    }
}
