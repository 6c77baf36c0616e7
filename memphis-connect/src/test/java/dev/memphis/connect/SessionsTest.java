package dev.memphis.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.testbed.process.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Connectors of one worker whose options differ, so that each logs in by itself, at a gateway that dies when a log-in meets a
 * produce, or one first use of a station another.
 */
class SessionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int AT_ONCE = 200;

    private final MemphisEmulator memphis =
            MemphisEmulator.start(EmulatorOptions.defaults().withStrict(true).withUser("cdc", "Cdc-Pass-1!"));
    private final Outlets worker = new Outlets(EngineOutlet::open);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean over;

    @AfterEach
    void end() {
        over = true;
        threads.shutdownNow();
        memphis.close();
    }

    /** Delivers records without a pause until told that it is over; returns how many, all of them proved. */
    private Future<Integer> deliver(String connector, String... options) {
        Map<String, String> settings = Settings.with(options);
        settings.putAll(Map.of(
                "name",
                connector,
                "memphis.station.prefix",
                connector + ".",
                "memphis.url",
                memphis.gatewayUri().toString()));
        Callable<Integer> work = () -> {
            ConnectConfig config = ConnectConfig.read(ConnectConfig.forTask(settings, 0));
            TaskDelivery task = new TaskDelivery(
                    config, worker, new Refusals(config.memphis(), Optional.empty()), new TaskMetrics());
            try {
                task.awaitOpen(PATIENCE);
                int sent = 0;
                while (!over) {
                    task.add(records(sent));
                    sent += AT_ONCE;
                    while (task.full() || (over && !task.idle())) {
                        task.work(Duration.ofMillis(100));
                    }
                    task.work(Duration.ofMillis(1));
                }
                task.finish(PATIENCE);
                assertThat(task.idle()).isTrue();
                return sent;
            } finally {
                task.close();
            }
        };
        return threads.submit(work);
    }

    /** Rows of three tables. */
    private static List<SinkRecord> records(int from) {
        return IntStream.range(from, from + AT_ONCE)
                .mapToObj(n -> new SinkRecord("t" + n % 3, 0, null, "k" + n % 100, null, "{\"n\":" + n + "}", n))
                .toList();
    }

    private long stored(String connector) {
        return IntStream.range(0, 3)
                .mapToLong(table -> memphis.stations().count(connector + ".t" + table))
                .sum();
    }

    private long distinct(String connector) {
        return IntStream.range(0, 3)
                .mapToObj(table -> connector + ".t" + table)
                .flatMap(station -> memphis.stations().messages(station).stream())
                .map(message -> message.text())
                .distinct()
                .count();
    }

    private void awaitMore(String connector) {
        long before = stored(connector);
        Await.until(
                connector + " delivers",
                PATIENCE,
                () -> stored(connector) > before + 1_000,
                () -> stored(connector) - before + " messages; races: " + memphis.races());
    }

    @Test
    void anotherLogsIn_whileOneProduces_noRaceHappens_andNothingIsSentAgain() throws Exception {
        Future<Integer> one = deliver("one");
        awaitMore("one");
        Future<Integer> two = deliver("two", "memphis.batch.mode", "never");
        awaitMore("two");
        awaitMore("one");
        Future<Integer> three = deliver("three", "memphis.token.expiry.minutes", "77");
        awaitMore("three");
        awaitMore("two");
        over = true;

        assertThat(List.of((long) one.get(), (long) two.get(), (long) three.get()))
                .containsExactly(stored("one"), stored("two"), stored("three"));
        assertThat(memphis.races()).isEmpty();
    }

    @Test
    void tokensAreRefusedAgainAndAgain_noRaceHappens_andNothingIsLost() throws Exception {
        Future<Integer> one = deliver("one");
        Future<Integer> two = deliver("two", "memphis.batch.mode", "never");
        awaitMore("one");
        awaitMore("two");
        for (int i = 0; i < 3; i++) {
            long last = memphis.record().last();
            memphis.faults().invalidateTokens();
            Await.until(
                    "both have another token",
                    PATIENCE,
                    () -> renewalsSince(last) >= 2,
                    () -> renewalsSince(last) + " have; races: " + memphis.races());
            awaitMore("one");
            awaitMore("two");
        }
        over = true;

        assertThat(List.of((long) one.get(), (long) two.get())).containsExactly(distinct("one"), distinct("two"));
        assertThat(memphis.races()).isEmpty();
    }

    private long renewalsSince(long exchange) {
        return memphis.record().since(exchange).stream()
                .filter(each -> each.path().contains("/auth/"))
                .count();
    }

    @Test
    void oneEndsWithRequestsUnderWay_theNextLogsInSoon() throws Exception {
        Future<Integer> one = deliver("one");
        awaitMore("one");
        over = true;
        one.get();
        over = false;

        long begin = System.nanoTime();
        Future<Integer> two = deliver("two", "memphis.batch.mode", "never");
        awaitMore("two");
        over = true;
        two.get();

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("nobody waits for one that has left")
                .isLessThan(Duration.ofSeconds(8));
        assertThat(memphis.races()).isEmpty();
    }
}
