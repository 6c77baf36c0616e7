package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.memphis.cli.config.ConfigFile;
import dev.memphis.cli.top.JmxPort;
import dev.memphis.delivery.Delivery;
import dev.memphis.delivery.Host;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.Origin;
import dev.memphis.delivery.options.MemphisConfig;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes the pictures of docs/memphis-command.md: the command in colour, on README's example; {@code bin/pictures} copies them. */
class TerminalPicturesTest {
    private static final String STATION = "todo-cdc-events";
    private static final String CONFIG = "config/application.properties";
    private static final int EVENTS_A_TICK = 40;
    private static final int TICK_MILLIS = 20;

    @TempDir
    Path folder;

    private TodoExample example;

    @BeforeEach
    void start() throws Exception {
        System.setProperty("picocli.ansi", "true");
        example = TodoExample.start(folder);
        assertThat(Run.managed(example.memphis(), "setup", file()).exitCode()).isZero();
    }

    @AfterEach
    void stop() throws Exception {
        System.clearProperty("picocli.ansi");
        example.close();
    }

    @Test
    void check_isPictured() throws Exception {
        example.execute("CREATE TABLE todo_lists (list_id int PRIMARY KEY); GRANT SELECT ON todo_lists TO cdc");
        example.configure(
                "table.include.list=public.todo_items", "table.include.list=public.todo_items,public.todo_lists");

        Run check = Run.memphis("check", "--config", file());

        String picture = TerminalPicture.write(
                "check.svg", "memphis check --config " + CONFIG, example.asOnThePage(check.out()));
        assertThat(picture)
                .contains(">Published  publication todo_cdc lacks public.todo_lists: no change of theirs would come<")
                .contains(" class=\"bad\" xml:space=\"preserve\">✗<", " class=\"good\" xml:space=\"preserve\">✓<")
                .contains("ALTER PUBLICATION todo_cdc ADD TABLE public.todo_lists;", "Not all is well: 1 wrong");
        assertThat(check.exitCode()).isEqualTo(1);
        assertNothingOfThisMachine(picture);
    }

    @Test
    void top_isPictured() throws Exception {
        example.execute("SELECT pg_create_logical_replication_slot('todo_cdc', 'pgoutput')");
        MemphisConfig config = ConfigFile.read(example.file(), Map.of()).memphis();
        ScheduledExecutorService source = Executors.newSingleThreadScheduledExecutor();
        try (Delivery sink = Delivery.open(config, Host.named("todo"));
                JmxPort jmx = JmxPort.open(ManagementFactory.getPlatformMBeanServer(), Map.of())) {
            AtomicInteger rows = new AtomicInteger();
            Future<?> changes =
                    source.scheduleAtFixedRate(() -> change(sink, rows), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
            await().until(() -> sink.settled() >= 2_000 || changes.isDone());

            Run top = Run.memphis("top", "--once", "127.0.0.1:" + jmx.number(), "--config", file());

            String picture = TerminalPicture.write(
                    "top.svg", "memphis top --once localhost:9010 --config " + CONFIG, example.asOnThePage(top.out()));
            assertThat(picture)
                    .containsPattern(
                            ">SERVER +EVENTS/S +MB/S +LAG +IN FLIGHT +WAITING +RETRIES +RECEIPTS +MISSING +RECEIPT<")
                    .containsPattern(">todo +[1-9][0-9,]* +0\\.[0-9] +[0-9.]+ m?s +")
                    .contains(">slot todo_cdc keeps 0.0 MiB of the log (wal_status reserved)<");
            assertThat(top.exitCode()).as(top.out()).isZero();
            assertNothingOfThisMachine(picture);
        } finally {
            source.shutdownNow();
        }
    }

    private String file() {
        return example.file().toString();
    }

    private static void change(Delivery sink, AtomicInteger rows) {
        for (int i = 0; i < EVENTS_A_TICK; i++) {
            int row = rows.incrementAndGet();
            String value = """
                    {"before":null,"after":{"item_id":%d,"description":"Return \\"milk\\"","due_date":null},\
                    "source":{"schema":"public","table":"todo_items"},"op":"c"}""".formatted(row);
            sink.offer(new Event(STATION, row, value, "application/json", List.of(), committedNow()));
        }
    }

    private static Origin committedNow() {
        long now = System.currentTimeMillis();
        return new Origin() {
            @Override
            public String words() {
                return "a change of the test";
            }

            @Override
            public OptionalLong time() {
                return OptionalLong.of(now);
            }
        };
    }

    /** A picture is for everybody: no path of where it was taken, and no password. */
    private void assertNothingOfThisMachine(String picture) {
        assertThat(picture)
                .doesNotContain(folder.toString())
                .doesNotContain(System.getProperty("user.dir"))
                .doesNotContain("Todo-Cdc-1!")
                .doesNotContain("Cdc-Database-1!");
    }
}
