package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.form.FormChooser;
import dev.memphis.delivery.transport.SampleConfig;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many requests may be under way: their windows begin at 48 alone and 4 batches ({@link Window}). */
class InFlightTest {
    private static final int SINGLES = 48;
    private static final int BATCHES = 4;
    private static final ProduceRequest SINGLE = request(1);
    private static final ProduceRequest BATCH = request(3);

    private final InFlight inFlight = new InFlight(
            new SampleConfig(URI.create("http://localhost:1")).config().delivery());

    @Test
    void whatIsSentAndComesBack_isCountedByRequestsAndByEvents() {
        assertThat(inFlight.isEmpty()).isTrue();

        inFlight.sent(SINGLE);
        inFlight.sent(BATCH);
        assertThat(inFlight.size()).isEqualTo(2);
        assertThat(inFlight.events()).isEqualTo(4);

        inFlight.back(BATCH);
        assertThat(inFlight.size()).isEqualTo(1);
        assertThat(inFlight.events()).isEqualTo(1);
        assertThat(inFlight.isEmpty()).isFalse();
    }

    @Test
    void singles_goUpToTheirWindow() {
        send(SINGLE, SINGLES - 1);
        assertThat(inFlight.hasRoom()).isTrue();

        send(SINGLE, 1);
        assertThat(inFlight.hasRoom()).isFalse();

        inFlight.back(SINGLE);
        assertThat(inFlight.hasRoom()).isTrue();
    }

    @Test
    void batches_goUpToTheirWindow() {
        send(BATCH, BATCHES - 1);
        assertThat(inFlight.hasRoom()).isTrue();

        send(BATCH, 1);
        assertThat(inFlight.hasRoom()).isFalse();
    }

    @Test
    void both_shareTheWindowOfSingles() {
        send(BATCH, 2);
        send(SINGLE, SINGLES - 3);
        assertThat(inFlight.hasRoom()).isTrue();

        send(SINGLE, 1);
        assertThat(inFlight.hasRoom()).isFalse();
    }

    @Test
    void failure_leavesRoomForOneRequestOfEachForm() {
        inFlight.failed();
        assertThat(inFlight.hasRoom()).as("with nothing under way").isTrue();

        send(SINGLE, 1);
        assertThat(inFlight.hasRoom()).isFalse();
        inFlight.back(SINGLE);
        send(BATCH, 1);
        assertThat(inFlight.hasRoom()).isFalse();
    }

    @Test
    void pressingLess_halvesBothWindows() {
        inFlight.pressLess();

        send(SINGLE, SINGLES / 2 - 1);
        assertThat(inFlight.hasRoom()).isTrue();
        send(SINGLE, 1);
        assertThat(inFlight.hasRoom()).isFalse();
        IntStream.range(0, SINGLES / 2).forEach(i -> inFlight.back(SINGLE));
        send(BATCH, BATCHES / 2);
        assertThat(inFlight.hasRoom()).isFalse();
    }

    @Test
    void answersInGoodTime_widenTheWindowOfTheirForm() {
        send(BATCH, BATCHES);
        inFlight.answered(attempt(BATCH), 1_000_000);
        assertThat(inFlight.hasRoom()).isTrue();

        IntStream.range(0, BATCHES).forEach(i -> inFlight.back(BATCH));
        send(SINGLE, SINGLES);
        assertThat(inFlight.hasRoom()).as("by an answer to a batch").isFalse();

        inFlight.answered(attempt(SINGLE), 1_000_000);
        assertThat(inFlight.hasRoom()).isTrue();
    }

    private Attempt attempt(ProduceRequest request) {
        return new Attempt(request, 1, 0, 0, inFlight.size(), FormChooser.Measure.NONE);
    }

    private void send(ProduceRequest request, int times) {
        IntStream.range(0, times).forEach(i -> inFlight.sent(request));
    }

    private static ProduceRequest request(int events) {
        List<Item> items = IntStream.range(0, events)
                .mapToObj(i -> new Item(i + 1, new Event("s", null, "{}", "application/json", List.of(), () -> "test")))
                .toList();
        return ProduceRequest.batch(items);
    }
}
