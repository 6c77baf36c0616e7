package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the command is told to do, and whatever goes wrong: no secret that it was given is in what it prints. */
class SecretsTest {
    private static final String ROOT = "Root-Hidden-1!";
    private static final String WRONG = "Wrong-Hidden-2!";
    private static final String IN_FILE = "File-Hidden-3!";
    private static final String PROXY = "Proxy-Hidden-4!";
    private static final String DATABASE = "Database-Hidden-5!";
    private static final String JMX = "Jmx-Hidden-6!";
    /** A token's first two parts, of which the second holds the password. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}");

    @TempDir
    Path folder;

    @Test
    void everyCommandInGoodAndBadTimes_printsNoSecret() throws Exception {
        List<String> printed = new ArrayList<>();
        try (EmbeddedPostgres postgres = database();
                MemphisEmulator emulator = MemphisEmulator.start(EmulatorOptions.defaults()
                        .withRootPassword(ROOT)
                        .withUser("cdc", Properties.PASSWORD)
                        .withStation("orders"))) {
            String file = Properties.file(folder, emulator.gatewayUri());
            String management = "--management-url=" + emulator.managementUri();
            String secret =
                    Files.writeString(folder.resolve("secret"), IN_FILE + "\n").toString();
            String root = Files.writeString(folder.resolve("root"), ROOT + "\n").toString();
            String jmx = Files.writeString(folder.resolve("jmx"), JMX + "\n").toString();
            List<String> database = source(postgres.getPort());
            List<String> closedDatabase = source(1);
            List<List<String>> commands = List.of(
                    List.of("check", "-c", file, management, "--management-password-file", PasswordFile.of(ROOT)),
                    List.of("check", "-c", file, management, "--management-password-file", root, "--json"),
                    List.of("check", "-c", file, management, "--management-password-file", PasswordFile.of(WRONG)),
                    List.of("check", "-c", file, "--set", "password=" + WRONG),
                    Stream.concat(Stream.of("check", "-c", file), database.stream())
                            .toList(),
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
                    List.of(
                            "setup",
                            "-c",
                            file,
                            management,
                            "--management-password-file",
                            PasswordFile.of(ROOT),
                            "--dry-run"),
                    List.of("setup", "-c", file, management, "--management-password-file", PasswordFile.of(ROOT)),
                    List.of(
                            "setup",
                            "-c",
                            file,
                            management,
                            "--management-password-file",
                            PasswordFile.of(ROOT),
                            "--json"),
                    List.of("setup", "-c", file, management, "--management-password-file", PasswordFile.of(WRONG)),
                    List.of("setup", "-c", file, "--management-url", "http://root:" + WRONG + "@h"),
                    List.of("setup", "-c", file, management, "--managment-password", WRONG),
                    List.of("setup", "-c", file, management, "--managment-password=" + WRONG),
                    List.of("tail", "orders", "-c", file, "--from-beginning", "--count", "1", "--json"),
                    List.of("tail", "orders", "-c", file, "--set", "password=" + WRONG),
                    List.of("tail", "orders", "-c", file, "--set", "password=" + WRONG, "--group", "a b"),
                    List.of("init", "--no-questions", "--source", "mysql", "--pasword=" + WRONG),
                    List.of("init", "--no-questions", "--source", "mysql", "--gateway", "http://u:" + WRONG + "@h"),
                    List.of(
                            "top",
                            "--once",
                            "--interval=1",
                            "--jmx-user=u",
                            "--jmx-password-file=" + jmx,
                            "127.0.0.1:1"),
                    List.of("top", "--once", "--interval=1", "http://u:" + WRONG + "@127.0.0.1:1/metrics"),
                    List.of("top", "--once", "--interval=1", "--jmx-pasword=" + WRONG, "127.0.0.1:1"),
                    snapshot(file, closedDatabase, "public.orders"),
                    snapshot(file, database, "public.orders", "--no-wait"),
                    snapshot(file, database, "--stop", "--no-wait", "--json"),
                    snapshot(file, database, "public.orders", "--api", "http://u:" + WRONG + "@127.0.0.1:1"),
                    List.of("replay", "-c", file, "--from-station", "orders", "--dry-run"),
                    List.of("replay", "-c", file, "--from-station", "orders", "--set", "password=" + WRONG),
                    List.of("produce", "orders", "-c", file, "--set", "password=" + WRONG),
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
                        .doesNotContain(ROOT, WRONG, IN_FILE, PROXY, DATABASE, JMX, Properties.PASSWORD)
                        .doesNotContainPattern(TOKEN));
        assertThat(printed)
                .as("a wrong password of the database is told")
                .anyMatch(text -> text.contains("authentication failed"));
        assertThat(printed)
                .as("they did something")
                .filteredOn(text -> text.contains("All is well"))
                .isNotEmpty();
    }

    /** It wants a password, and not the one that the configuration has. */
    private EmbeddedPostgres database() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER USER postgres PASSWORD 'another'");
            Files.writeString(folder.resolve("postgres/pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("SELECT pg_reload_conf()");
        }
        return postgres;
    }

    private static List<String> source(int port) {
        return Stream.of(
                        "debezium.source.connector.class=io.debezium.connector.postgresql.PostgresConnector",
                        "debezium.source.database.hostname=127.0.0.1",
                        "debezium.source.database.port=" + port,
                        "debezium.source.database.user=postgres",
                        "debezium.source.database.password=" + DATABASE,
                        "debezium.source.database.dbname=postgres",
                        "debezium.source.signal.data.collection=public.signals")
                .flatMap(property -> Stream.of("--set", property))
                .toList();
    }

    private static List<String> snapshot(String file, List<String> source, String... more) {
        return Stream.of(Stream.of("snapshot", "-c", file), source.stream(), Stream.of(more))
                .flatMap(words -> words)
                .toList();
    }

    private static String run(List<String> command) {
        Run run = Run.memphis(command.toArray(String[]::new));
        return command.getFirst() + " " + run.exitCode() + "\n" + run.out() + run.err();
    }
}
