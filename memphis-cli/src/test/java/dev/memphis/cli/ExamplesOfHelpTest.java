package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.cli.config.ConfigFile;
import dev.memphis.client.GatewayApi;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.emulator.junit.WithMemphis;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The first example in each command's help, typed as it stands into a shell, beside a configuration that names an emulator. Those of
 * {@code top} and {@code snapshot} need a server: the integration tests have it.
 */
@WithMemphis(
        users = "cdc:" + Properties.PASSWORD,
        stations = {"orders", "refused"})
class ExamplesOfHelpTest {
    @TempDir
    Path folder;

    private Path config;

    @BeforeEach
    void configureAndFill(MemphisEmulator emulator) throws Exception {
        Files.createDirectories(folder.resolve("config"));
        config = Path.of(Properties.file(
                folder.resolve("config"),
                emulator.gatewayUri(),
                "debezium.sink.memphis.poison.policy=dead-letter",
                "debezium.sink.memphis.dead.letter.station=refused"));
        MemphisConfig memphis = ConfigFile.read(config, Map.of()).memphis();
        try (GatewayApi gateway = new GatewayApi(memphis.gateway(), emulator.gatewayUri())) {
            var session = gateway.logIn(memphis.credentials());
            for (int i = 0; i < 3; i++) {
                gateway.produce(session, "orders", "{\"id\":" + i + "}");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "init,`Wrote ./application.properties`",
                "setup,`This would be created`",
                "check,`All is well.`",
                "tail,`{\"id\":2}`",
                "produce,`1 delivered to station orders`",
                "replay,`Dead letters: 0 would be replayed`"
            })
    void firstExample_works(String command, String seen) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", example(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        shell.getOutputStream().close();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(printed).isZero();
        assertThat(printed).contains(seen);
    }

    /** Returns the example, behind a definition of the word {@code memphis}. */
    private static String example(String command) {
        String help = Run.memphis(command, "--help").out();
        String line = help.lines()
                .map(String::strip)
                .filter(text -> text.startsWith("memphis " + command) || text.contains("| memphis " + command))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no example in " + help));
        return "memphis() { '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s \"$@\"; }; %s"
                .formatted(
                        ProcessHandle.current().info().command().orElseThrow(),
                        System.getProperty("java.class.path"),
                        Memphis.class.getName(),
                        line);
    }
}
