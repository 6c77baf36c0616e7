package dev.memphis.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The slim server's run.sh: which Java options it makes of its variables, and what of JMX they open. */
class RunScriptTest {
    private static final String JMX = "-Dcom.sun.management.jmxremote";

    @TempDir
    Path folder;

    private record Said(int code, List<String> lines) {}

    /** Puts run.sh beside a Java that prints its arguments. */
    @BeforeEach
    void server() throws IOException {
        Files.copy(Path.of("../slim/src/main/server/run.sh"), folder.resolve("run.sh"));
        Path java = Files.createDirectories(folder.resolve("java/bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                if [ "$1" = -version ]; then
                  printf 'openjdk version "%s"\\n' "${FAKE_VERSION:-21.0.8}" >&2
                else
                  printf '%s\\n' "$@"
                fi
                """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    private Said run(Map<String, String> variables, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "run.sh"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectErrorStream(true).environment().keySet().removeIf(name -> name.startsWith("JMX_"));
        builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
        builder.environment().putAll(variables);
        Process process = builder.start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), words.lines().toList());
    }

    private String file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "").toString();
    }

    @Test
    void nothingSet_opensNoJmx() throws Exception {
        assertThat(run(Map.of()).lines()).noneMatch(option -> option.startsWith(JMX));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "127.0.0.1", "::1"})
    void portOnLoopback_needsNoPassword(String host) throws Exception {
        assertThat(run(Map.of("JMX_PORT", "9010", "JMX_HOST", host)).lines())
                .contains(JMX + ".port=9010", JMX + ".host=" + (host.isEmpty() ? "127.0.0.1" : host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.1.2.3", "example.org", "::", "localhost.example.org"})
    void otherInterface_isRefusedWithoutPasswordOrTls(String host) throws Exception {
        List<Map<String, String>> halves = List.of(
                Map.of("JMX_PORT", "9010", "JMX_HOST", host),
                Map.of("JMX_PORT", "9010", "JMX_HOST", host, "JMX_PASSWORD_FILE", file("passwords")),
                Map.of("JMX_PORT", "9010", "JMX_HOST", host, "JMX_TLS_CONFIG", file("tls")));

        for (Map<String, String> variables : halves) {
            Said said = run(variables);

            assertThat(said.code()).isEqualTo(1);
            assertThat(said.lines())
                    .singleElement()
                    .asString()
                    .startsWith("run.sh: JMX_HOST=" + host)
                    .contains("JMX_PASSWORD_FILE", "JMX_TLS_CONFIG");
        }
    }

    @Test
    void otherInterfaceWithPasswordAndTls_hasBoth() throws Exception {
        Said said = run(Map.of(
                "JMX_PORT",
                "9010",
                "JMX_HOST",
                "10.1.2.3",
                "JMX_PASSWORD_FILE",
                file("passwords"),
                "JMX_TLS_CONFIG",
                file("tls")));

        assertThat(said.code()).isZero();
        assertThat(said.lines())
                .contains(
                        JMX + ".authenticate=true",
                        JMX + ".password.file=" + folder.resolve("passwords"),
                        JMX + ".ssl=true",
                        JMX + ".registry.ssl=true",
                        JMX + ".ssl.config.file=" + folder.resolve("tls"));
    }

    @Test
    void fileThatIsMissing_isTold() throws Exception {
        Said said = run(Map.of("JMX_PORT", "9010", "JMX_PASSWORD_FILE", "/no/such/file"));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.lines()).containsExactly("run.sh: JMX_PASSWORD_FILE=/no/such/file cannot be read");
    }

    @Test
    void exporter_listensOnLoopbackUnlessTold() throws Exception {
        Path agent =
                Files.createDirectories(folder.resolve("lib_metrics")).resolve("jmx_prometheus_javaagent-1.0.1.jar");
        Files.writeString(agent, "");
        String option = "-javaagent:lib_metrics/jmx_prometheus_javaagent-1.0.1.jar=";

        assertThat(run(Map.of("JMX_EXPORTER_PORT", "9404")).lines())
                .contains(option + "127.0.0.1:9404:config/metrics.yml");
        assertThat(run(Map.of("JMX_EXPORTER_PORT", "9404", "JMX_EXPORTER_HOST", "0.0.0.0"))
                        .lines())
                .contains(option + "0.0.0.0:9404:config/metrics.yml");
    }

    /** As bin/memphis, which the tarball has beside it. */
    @Test
    void oldJavaOnThePath_isPassedOverForANewOneOfTheSystem() throws Exception {
        assumeTrue(
                System.getProperty("java.home").startsWith("/usr/lib/jvm/"),
                "there is no Java in /usr/lib/jvm: skipped");
        String path = folder.resolve("java/bin") + ":" + System.getenv("PATH");

        Said said = run(Map.of("JAVA_HOME", "", "PATH", path, "FAKE_VERSION", "17.0.15"));

        // The Java that it found has nothing to run here.
        assertThat(said.lines()).isNotEmpty().noneMatch(line -> line.startsWith("run.sh: "));
        assertThat(said.lines()).anyMatch(line -> line.startsWith("Error: "));
    }

    @Test
    void training_needsAJavaThatCan() throws Exception {
        Said said = run(Map.of(), "--train");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.lines())
                .containsExactly("run.sh: --train needs Java 25 or newer, and the one at " + folder.resolve("java")
                        + " is version 21");
    }

    @Test
    void whatWasLearnt_isUsedByAJavaThatCan() throws Exception {
        file("server.aot");

        assertThat(run(Map.of("FAKE_VERSION", "25.0.1")).lines()).contains("-XX:AOTCache=server.aot");
        assertThat(run(Map.of("FAKE_VERSION", "24.0.2")).lines()).noneMatch(option -> option.contains("AOT"));
    }

    @Test
    void otherArgument_isRefused() throws Exception {
        Said said = run(Map.of(), "--tarin");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.lines()).singleElement().asString().startsWith("run.sh: --tarin is not understood; --train");
    }

    /** What a real Java opens for these options. */
    @Test
    void jmxOnLoopback_isReachedFromNowhereElse() throws Exception {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        run(Map.of("JMX_PORT", String.valueOf(port))).lines().stream()
                .filter(option -> option.startsWith("-D"))
                .forEach(command::add);
        command.add(Files.writeString(folder.resolve("Waits.java"), """
                class Waits {
                    public static void main(String[] none) throws Exception {
                        System.out.println("up");
                        System.in.read();
                    }
                }
                """).toString());
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            assertThat(java.inputReader().readLine()).isEqualTo("up");
            assertThat(answers(InetAddress.getLoopbackAddress(), port)).isTrue();
            for (InetAddress other : others()) {
                assertThat(answers(other, port)).as(other.toString()).isFalse();
            }
        } finally {
            java.destroy();
        }
    }

    /** Returns this machine's addresses but the loopback's. */
    private static List<InetAddress> others() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    private static boolean answers(InetAddress address, int port) {
        try (Socket socket = new Socket(address, port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
