package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the command is told to do, and whatever goes wrong: no secret that it was given is in what it prints. */
class SecretsTest {
    private static final String ROOT = "Root-Hidden-1!";
    private static final String WRONG = "Wrong-Hidden-2!";
    private static final String IN_FILE = "File-Hidden-3!";
    private static final String PROXY = "Proxy-Hidden-4!";
    /** A token's first two parts, of which the second holds the password. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}");

    @TempDir
    Path folder;

    @Test
    void everyCommandInGoodAndBadTimes_printsNoSecret() throws IOException {
        List<String> printed = new ArrayList<>();
        try (MemphisEmulator emulator = MemphisEmulator.start(EmulatorOptions.defaults()
                .withRootPassword(ROOT)
                .withUser("cdc", Properties.PASSWORD)
                .withStation("orders"))) {
            String file = Properties.file(folder, emulator.gatewayUri());
            String management = "--management-url=" + emulator.managementUri();
            String secret =
                    Files.writeString(folder.resolve("secret"), IN_FILE + "\n").toString();
            String root = Files.writeString(folder.resolve("root"), ROOT + "\n").toString();
            List<List<String>> commands = List.of(
                    List.of("check", "-c", file, management, "--management-password", ROOT),
                    List.of("check", "-c", file, management, "--management-password-file", root, "--json"),
                    List.of("check", "-c", file, management, "--management-password", WRONG),
                    List.of("check", "-c", file, "--set", "password=" + WRONG),
                    List.of("check", "-c", file, "--set", "password=", "--set", "password.file=" + secret),
                    List.of("check", "-c", file, "--set", "pasword=" + WRONG),
                    List.of("check", "-c", file, "--set", "url=http://u:" + WRONG + "@127.0.0.1:1"),
                    List.of(
                            "check",
                            "-c",
                            file,
                            "--set",
                            "proxy.url=http://127.0.0.1:1",
                            "--set",
                            "proxy.username=u",
                            "--set",
                            "proxy.password=" + PROXY),
                    List.of("check", "-c", file, "--explain", "--set", "proxy.password=" + PROXY),
                    List.of("check", "-c", file, "--explain", "--json", "--set", "url=http://u:" + WRONG + "@h"),
                    List.of("setup", "-c", file, management, "--management-password", ROOT, "--dry-run"),
                    List.of("setup", "-c", file, management, "--management-password", ROOT),
                    List.of("setup", "-c", file, management, "--management-password", ROOT, "--json"),
                    List.of("setup", "-c", file, management, "--management-password", WRONG),
                    List.of("setup", "-c", file, "--management-url", "http://root:" + WRONG + "@h"),
                    List.of("setup", "-c", file, management, "--managment-password", WRONG),
                    List.of("setup", "-c", file, management, "--managment-password=" + WRONG),
                    List.of("tail", "orders", "-c", file, "--from-beginning", "--count", "1", "--json"),
                    List.of("tail", "orders", "-c", file, "--set", "password=" + WRONG),
                    List.of("tail", "orders", "-c", file, "--set", "password=" + WRONG, "--group", "a b"),
                    List.of("emulator", "--root-pasword=" + WRONG),
                    List.of("emulator", "--user", ":" + WRONG));
            // Its receipt is a message that tail can show.
            printed.add(run(List.of("check", "-c", file, "--set", "receipt.station=orders")));
            commands.forEach(command -> printed.add(run(command)));
            emulator.faults().breakBroker();
            printed.add(run(commands.getFirst()));
        }
        printed.add(run(List.of("check", "-c", Properties.file(folder, URI.create("http://127.0.0.1:1")))));

        assertThat(printed)
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain(ROOT, WRONG, IN_FILE, PROXY, Properties.PASSWORD)
                        .doesNotContainPattern(TOKEN));
        assertThat(printed)
                .as("they did something")
                .filteredOn(text -> text.contains("All is well"))
                .isNotEmpty();
    }

    private static String run(List<String> command) {
        Run run = Run.memphis(command.toArray(String[]::new));
        return command.getFirst() + " " + run.exitCode() + "\n" + run.out() + run.err();
    }
}
