package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's minimal configuration and its first start: against a real PostgreSQL and the emulator the page's output is seen. */
class FirstStartTest {
    /** A message: its headers, an empty line, its value. */
    private static final Pattern MESSAGE = Pattern.compile("```\n(\\$memphis_[^`]*?\n)\n(\\{[^\n]*\\})\n```");

    @TempDir
    Path folder;

    @Test
    void setupAndCheck_sayWhatThePageShows() throws Exception {
        String page = Files.readString(TodoExample.README);
        try (TodoExample example = TodoExample.start(folder)) {
            String file = example.file().toString();

            Run setup = Run.managed(example.memphis(), "setup", file);
            Run check = Run.memphis("check", "--config", file);

            assertThat(setup.exitCode()).as(setup.err()).isZero();
            assertThat(check.exitCode()).as(check.out()).isZero();
            assertThat(seen(setup, example)).startsWith(shown(page, "bin/memphis setup"));
            assertThat(seen(check, example)).isEqualTo(shown(page, "bin/memphis check"));
        }
    }

    @Test
    void message_hasTheHeadersThatThePageShows() throws Exception {
        Matcher shown = MESSAGE.matcher(Files.readString(TodoExample.README));
        assertThat(shown.find()).isTrue();
        Map<String, String> headers = shown.group(1)
                .lines()
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        InputStream standardInput = System.in;
        try (MemphisEmulator emulator = MemphisEmulator.start(
                EmulatorOptions.defaults().withUser("cdc", Properties.PASSWORD).withStation("orders"))) {
            System.setIn(new ByteArrayInputStream(shown.group(2).getBytes(StandardCharsets.UTF_8)));
            Run run = Run.memphis(
                    "produce",
                    "orders",
                    "--config",
                    Properties.file(folder, emulator.gatewayUri()),
                    "--header",
                    "Event-Id=" + headers.get("Event-Id"));

            assertThat(run.exitCode()).as(run.err()).isZero();
            Map<String, String> stored = new HashMap<>(
                    emulator.stations().messages("orders").getFirst().headers());
            stored.put("$memphis_connectionId", headers.get("$memphis_connectionId"));
            stored.put("Host", headers.get("Host"));
            assertThat(headers).isEqualTo(stored);
        } finally {
            System.setIn(standardInput);
        }
    }

    @Test
    void otherPages_haveTheSameConfiguration() throws IOException {
        String configuration = TodoExample.block(TodoExample.CONFIGURATION, Files.readString(TodoExample.README));

        for (String page : new String[] {"configuration.md", "migrating-from-the-http-sink.md"}) {
            assertThat(TodoExample.block(TodoExample.CONFIGURATION, Files.readString(Path.of("..", "docs", page))))
                    .as(page)
                    .isEqualTo(configuration);
        }
    }

    /** Returns what stands below a command, up to an empty line before the next one. */
    private static String shown(String page, String command) {
        Matcher block = Pattern.compile(
                        "\\$ [^\n]*" + Pattern.quote(command) + "[^\n]*\n(.*?)(?=\n\\$ |\n```)", Pattern.DOTALL)
                .matcher(page);
        assertThat(block.find()).as(command).isTrue();
        return steady(block.group(1).strip());
    }

    private static String seen(Run run, TodoExample example) {
        return steady(example.asOnThePage(run.out()).strip());
    }

    /** Leaves out what differs from run to run. */
    private static String steady(String output) {
        return output.replaceAll("\\d+ ms", "N ms").replaceAll("PostgreSQL [0-9.]+", "PostgreSQL N");
    }
}
