package dev.memphis.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The request of docs/emulator.md that switches a fault on, typed into a shell. */
class EmulatorPageTest {
    private static final Pattern CURL = Pattern.compile("```\n(curl .*?)```", Pattern.DOTALL);
    private static final String MANAGEMENT = "http://127.0.0.1:9000";

    @Test
    void curlOfThePage_switchesTheFaultOn() throws Exception {
        assumeTrue(isInstalled("curl"), "there is no curl here: skipped");
        Matcher curl = CURL.matcher(Files.readString(Path.of("..", "docs", "emulator.md")));
        assertThat(curl.find()).isTrue();
        assertThat(curl.group(1)).contains(MANAGEMENT);
        try (MemphisEmulator emulator = MemphisEmulator.start(EmulatorOptions.defaults())) {
            Process shell = new ProcessBuilder(
                            "sh",
                            "-c",
                            curl.group(1)
                                    .replace(
                                            MANAGEMENT, emulator.managementUri().toString())
                                    .replace("curl ", "curl --silent --fail "))
                    .redirectInput(new File("/dev/null"))
                    .start();
            String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(shell.exitValue()).isZero();
            JsonNode replace = new JsonMapper().readTree(answer).at("/answers/replace");
            assertThat(replace.path("status").asInt()).as(answer).isEqualTo(503);
            assertThat(replace.path("most").asInt()).isEqualTo(50);
        }
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
