package dev.memphis.delivery.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.EventStream;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.PoisonPolicy;
import dev.memphis.delivery.transport.SampleConfig;
import dev.memphis.delivery.turns.GatewayTurns;
import dev.memphis.delivery.writer.DeliveryListener;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever it is that one request in fifty is refused with, all the others go on, and nothing is given up. */
class SteadyRefusalsTest {
    private static final int EVENTS = 20_000;
    private static final double RATE = 0.02;
    /** Without refusals it takes some 3 s. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final SimulatedLoop loop = new SimulatedLoop();
    private final SimulatedBroker broker = new SimulatedBroker(loop, new Random(1));
    private final SimulatedGateway gateway =
            new SimulatedGateway(loop, new Random(2), broker, Duration.ofMinutes(60), false, Set.of());

    static List<SimulatedGateway.Answer> refusals() {
        return SimulatedTransport.REFUSALS;
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusedBeforeOrAfterTheGateway_isSentAgainAndHoldsNothingUp(SimulatedGateway.Answer refusal) {
        EventStream stream = new EventStream(
                new SampleConfig(URI.create("http://simulated"))
                        .withPoison(PoisonPolicy.SKIP, Optional.empty(), Optional.empty())
                        .withBatches(BatchMode.NEVER, 1)
                        .config(),
                loop,
                new SimulatedTransport(
                        loop,
                        new Random(3),
                        gateway,
                        new SimulatedTransport.Faults(RATE / 2, RATE / 2, 0, 0),
                        List.of(refusal)),
                loop.clock(),
                new Random(4),
                new GatewayTurns(),
                Optional.empty(),
                DeliveryListener.NONE);
        stream.start();
        List<Event> events = events();
        for (int offered = 0; offered < EVENTS; ) {
            offered += stream.offer(events.subList(offered, EVENTS)).count();
            assertThat(loop.runUntil(stream::hasRoom, LIMIT)).as("room").isTrue();
        }

        assertThat(loop.runUntil(() -> stream.settled() == EVENTS, LIMIT))
                .as("settled are %d", stream.settled())
                .isTrue();
        assertThat(Duration.ofNanos(loop.nanoTime())).isLessThan(LIMIT);
        assertThat(broker.stored.get("s").stream().distinct()).hasSize(EVENTS);
    }

    private static List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            events.add(new Event("s", "k" + i % 500, "{\"e\":" + i + "}", "application/json", List.of(), () -> "test"));
        }
        return events;
    }
}
