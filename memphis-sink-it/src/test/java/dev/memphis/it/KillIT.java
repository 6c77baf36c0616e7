package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.Faults;
import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.emulator.broker.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
        kills.underLoad("gateway", CHANGES_PER_SECOND, Map.of(), pipeline -> {
            // Every other time it takes messages with it that it had answered with 200.
            boolean holding = round.getAndIncrement() % 2 == 0;
            if (holding) {
                awaitFlow(pipeline.name());
                faults.breakBroker();
                kills.pause(50, 500);
            }
            faults.crashGateway(Duration.ofMillis(kills.millis(1, 2000)));
            if (holding) {
                faults.mendBroker();
            }
        });
        assertThat(faults.lost())
                .as("accepted messages that the gateway took with it")
                .isPositive();
    }

    @Test
    void brokerKilled_nothingIsLostAndRowsKeepTheirOrder() throws Exception {
        Faults faults = emulator().faults();
        long before = faults.lost();
        kills.underLoad("broker", CHANGES_PER_SECOND, Map.of(), pipeline -> {
            faults.breakBroker();
            kills.pause(100, 3000);
            faults.mendBroker();
        });
        assertThat(faults.lost() - before)
                .as("accepted messages that never reached the broker")
                .isPositive();
    }

    private static MemphisEmulator emulator() {
        assumeTrue(BED.memphis().emulator().isPresent(), "an outside Memphis has no faults to switch: skipped");
        return BED.memphis().emulator().orElseThrow();
    }

    /** Waits until something arrives: in the recovery from the kill before there would be nothing to lose. */
    private static void awaitFlow(String station) {
        int before = emulator().stations().count(station);
        await().atMost(Duration.ofSeconds(60)).until(() -> emulator().stations().count(station) > before);
    }
}
