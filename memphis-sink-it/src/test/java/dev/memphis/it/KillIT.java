package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.Faults;
import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.emulator.Recording;
import dev.memphis.emulator.broker.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Parts of the pipeline die without warning at random moments, under load: nothing is lost, rows keep their order, and
 * the gateway sees none of the races that it would die of.
 */
@Tag("long")
class KillIT {
    private static final int CHANGES_PER_SECOND = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @RegisterExtension
    static final TestBed BED =
            new TestBed(EmulatorOptions.defaults().withStrict(true).withBrokerPatience(PATIENCE));

    private final RandomKills kills = new RandomKills(BED);

    @Test
    void serverKilled_nothingIsLostRowsKeepTheirOrderAndRepeatedEventsTheirId() throws Exception {
        String station = kills.underLoad(
                "server",
                CHANGES_PER_SECOND,
                Map.of("debezium.sink.memphis.event.id.header", "Event-Id"),
                LoadedPipeline::killServer);
        if (BED.memphis().emulator().isPresent()) {
            assertIdsTellChangesApart(emulator().stations().messages(station));
        }
    }

    /** A change that is stored twice has one id, and no two changes share one. */
    private static void assertIdsTellChangesApart(List<Message> messages) throws IOException {
        Map<String, String> changeOfId = new HashMap<>();
        Map<String, String> idOfChange = new HashMap<>();
        for (Message message : messages) {
            JsonNode row = new JsonMapper().readTree(message.data()).path("after");
            String change = "row " + row.path("id") + " version " + row.path("version");
            String id = message.headers().get("Event-Id");
            assertThat(changeOfId.putIfAbsent(id, change))
                    .as("change of id " + id)
                    .isIn(null, change);
            assertThat(idOfChange.putIfAbsent(change, id)).as("id of " + change).isIn(null, id);
        }
        System.out.println(
                messages.size() + " messages, " + changeOfId.size() + " ids of " + idOfChange.size() + " changes");
    }

    @Test
    void gatewayKilled_nothingIsLostAndRowsKeepTheirOrder() throws Exception {
        Faults faults = emulator().faults();
        AtomicInteger round = new AtomicInteger();
        AtomicLong taken = new AtomicLong();
        kills.underLoad("gateway", CHANGES_PER_SECOND, Map.of(), pipeline -> {
            // Every other time it takes messages with it that it had answered with 200.
            boolean holding = round.getAndIncrement() % 2 == 0;
            if (holding) {
                faults.brokerDelay(Duration.ofMillis(kills.millis(200, 700)));
                awaitAccepted();
            }
            long before = faults.lost();
            faults.crashGateway(Duration.ofMillis(kills.millis(1, 2000)));
            taken.addAndGet(faults.lost() - before);
            faults.brokerDelay(Duration.ZERO);
        });
        assertThat(taken)
                .as("accepted messages that the gateway took with it")
                .hasValueGreaterThanOrEqualTo(round.get() / 2);
    }

    @Test
    void brokerKilled_nothingIsLostAndRowsKeepTheirOrder() throws Exception {
        Faults faults = emulator().faults();
        long before = faults.lost();
        // Something is on its way whenever it dies.
        faults.brokerDelay(Duration.ofMillis(20));
        kills.underLoad("broker", CHANGES_PER_SECOND, Map.of(), pipeline -> {
            faults.breakBroker();
            kills.pause(100, 3000);
            faults.mendBroker();
        });
        faults.brokerDelay(Duration.ZERO);
        assertThat(faults.lost() - before)
                .as("accepted messages that never reached the broker")
                .isPositive();
    }

    /** Waits until the gateway answers a produce with 200 that the broker does not have yet. */
    private static void awaitAccepted() {
        Recording recording = emulator().record();
        long last = recording.last();
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(60))
                .until(() -> recording.since(last).stream()
                        .anyMatch(exchange -> exchange.status() == 200 && exchange.accepted() > 0));
    }

    private static MemphisEmulator emulator() {
        assumeTrue(BED.memphis().emulator().isPresent(), "an outside Memphis has no faults to switch: skipped");
        return BED.memphis().emulator().orElseThrow();
    }
}
