package dev.memphis.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the slim server's run.sh does with what Java learns of the server, by a real Java and a server that only waits. */
class TrainingTest {
    private static final String SERVER = """
            package io.debezium.server;

            public class Main {
                public static void main(String[] none) throws Exception {
                    System.out.println("up");
                    if (System.getenv("LEAVES") == null) {
                        Thread.currentThread().join();
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void server() throws IOException {
        assumeTrue(Runtime.version().feature() >= 25, "an ahead-of-time cache of this kind needs Java 25");
        Files.copy(Path.of("../slim/src/main/server/run.sh"), folder.resolve("run.sh"));
        Files.createDirectories(folder.resolve("lib"));
        Path source = Files.createDirectories(folder.resolve("source/io/debezium/server"))
                .resolve("Main.java");
        Files.writeString(source, SERVER);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", folder.resolve("classes").toString(), source.toString()))
                .isZero();
        String name = "io/debezium/server/Main.class";
        try (OutputStream file = Files.newOutputStream(folder.resolve("debezium-server-test-runner.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry(name));
            jar.write(Files.readAllBytes(folder.resolve("classes").resolve(name)));
        }
    }

    private Process run(Map<String, String> variables, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", "run.sh"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectErrorStream(true).environment().keySet().removeIf(name -> name.startsWith("JMX_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(variables);
        return builder.start();
    }

    private static String rest(BufferedReader reader) {
        return String.join("\n", reader.lines().toList());
    }

    @Test
    void serverThatIsStoppedAfterTraining_startsWithWhatWasLearnt() throws Exception {
        Process training = run(Map.of(), "--train");
        try (BufferedReader said = training.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).startsWith("run.sh: training: ");
            assertThat(said.readLine()).isEqualTo("up");
            // The process itself would close what it says.
            training.toHandle().destroy();

            assertThat(rest(said)).endsWith("run.sh: server.aot is there: later starts use it");
        }
        assertThat(training.waitFor()).isZero();
        assertThat(folder.resolve("server.aot")).isNotEmptyFile();
        assertThat(folder.resolve("server.aot.config")).doesNotExist();
        assertThat(folder.resolve("server.aot.log")).doesNotExist();

        // In this mode a Java ends that cannot use the file.
        Process next = run(Map.of("LEAVES", "true", "JAVA_OPTS", "-XX:AOTMode=on"));
        assertThat(rest(next.inputReader())).isEqualTo("up");
        assertThat(next.waitFor()).isZero();
    }

    @Test
    void fileThatDoesNotFit_isLeftUnusedWithoutAWord() throws Exception {
        Files.writeString(folder.resolve("server.aot"), "of another Java");

        Process started = run(Map.of("LEAVES", "true"));

        assertThat(rest(started.inputReader())).isEqualTo("up");
        assertThat(started.waitFor()).isZero();
    }

    @Test
    void serverThatLearntNothing_isToldSo() throws Exception {
        Process training = run(Map.of("JAVA_OPTS", "-XX:NoSuchOption"), "--train");

        assertThat(rest(training.inputReader())).endsWith("run.sh: the server ended (1) and nothing was learnt");
        assertThat(training.waitFor()).isEqualTo(1);
        assertThat(folder.resolve("server.aot")).doesNotExist();
    }
}
