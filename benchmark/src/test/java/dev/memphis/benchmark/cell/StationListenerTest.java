package dev.memphis.benchmark.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.memphis.benchmark.source.ChangeStream;
import dev.memphis.benchmark.wire.Arrivals;
import dev.memphis.benchmark.wire.EventMarker;
import dev.memphis.client.GatewayApi;
import dev.memphis.client.Session;
import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.Secret;
import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.testbed.Problem;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes are read back from an emulator on a real socket. */
class StationListenerTest {
    private static final String STATION = "changes";

    private final MemphisEmulator emulator = MemphisEmulator.start(EmulatorOptions.defaults()
            .withUser(Sink.USER, Sink.PASSWORD)
            .withUser("listener", Sink.PASSWORD)
            .withStation(STATION));
    private final GatewayApi gateway = new GatewayApi(emulator.gatewayUri(), Duration.ofSeconds(10));
    private final Session session = session();

    private Session session() {
        try {
            return gateway.logIn(
                    new Credentials(Sink.USER, new Secret(Sink.PASSWORD), 1, Duration.ofHours(1), Duration.ofHours(1)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        gateway.close();
        emulator.close();
    }

    @Test
    void changesThatComeOneByOne_areMeasuredEach() throws Exception {
        try (StationListener listener = listen(200)) {
            long before = Arrivals.micros();
            for (int i = 0; i < 5; i++) {
                produce(before);
            }

            await().until(() -> listener.latencies().length == 5);

            assertThat(listener.latencies())
                    .isSorted()
                    .satisfies(all -> assertThat(all[4]).isBetween(0L, Arrivals.micros() - before));
        }
    }

    /** The others of a portion have waited for the last. */
    @Test
    void ofChangesThatComeInPortions_theLastOfEachIsMeasured() throws Exception {
        assertThat(StationListener.portion(pace(2000))).isEqualTo(11);
        long before = Arrivals.micros();
        long longAgo = before - Duration.ofDays(1).toNanos() / 1000;
        try (StationListener listener = listen(2000)) {
            for (int i = 1; i <= 22; i++) {
                produce(i % 11 == 0 ? before : longAgo);
            }

            await().until(() -> listener.latencies().length == 2);

            assertThat(listener.latencies()[1]).isLessThan(Duration.ofHours(1).toNanos() / 1000);
        }
    }

    @Test
    void changesOfTheWarmUp_areNotMeasured() throws Exception {
        try (StationListener listener = listen(10)) {
            produce(0);
            produce(Arrivals.micros());

            await().until(() -> listener.latencies().length > 0);

            assertThat(listener.latencies()).hasSize(1);
            assertThat(listener.look().events()).as("read").isEqualTo(2);
            assertThat(listener.look().lastMicros())
                    .isGreaterThan(listener.look().firstMicros());
        }
    }

    @Test
    void gatewayThatGoesAway_isToldWithTheStation() throws Exception {
        try (StationListener listener = listen(10)) {
            emulator.close();

            await().untilAsserted(() -> assertThatThrownBy(listener::latencies)
                    .isInstanceOf(Problem.class)
                    .hasMessageStartingWith("Station changes could not be read back: "));
        }
    }

    private StationListener listen(int perSecond) throws Exception {
        return StationListener.start(emulator.gatewayUri(), "listener", Sink.PASSWORD, STATION, pace(perSecond));
    }

    private static ChangeStream.Pace pace(int perSecond) {
        return new ChangeStream.Pace(perSecond, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    private void produce(long committed) throws Exception {
        gateway.produce(session, STATION, "{\"marker\":\"" + EventMarker.at(committed) + "\"}");
    }
}
