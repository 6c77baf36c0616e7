package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.form.FormChooser;
import dev.memphis.delivery.form.MeasuredFormChooser;
import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.Ordering;
import dev.memphis.delivery.protocol.Produce.Form;
import dev.memphis.delivery.simulation.SimulatedLoop;
import dev.memphis.delivery.transport.SampleConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** How many events are looked at in vain, when batches are wished for. */
class RequestMakerTest {
    private static final int EVENTS = 1000;

    private final MeasuredFormChooser chooser = new MeasuredFormChooser();
    private int looks;
    private IntFunction<List<EventHeader>> headers = i -> List.of();

    @Test
    void eventsThatFitIntoNoBatch_areLookedAtOnlyUntilThatIsPlain() {
        List<ProduceRequest> requests = make(i -> false);

        assertThat(requests).hasSize(EVENTS).allMatch(request -> request.form() == Form.SINGLE);
        assertThat(looks).isEqualTo(64);
    }

    @Test
    void someThatFit_keepTheOthersLookedAt() {
        List<ProduceRequest> requests = make(i -> i % 50 == 0);

        assertThat(looks).isEqualTo(EVENTS);
        assertThat(requests.stream().mapToInt(request -> request.items().size()).sum())
                .isEqualTo(EVENTS);
    }

    @Test
    void nextPeriods_areLookedAtOnce() {
        make(i -> false);
        looks = 0;

        make(i -> false);
        make(i -> false);

        assertThat(looks).isEqualTo(2);
    }

    @Test
    void eventsThatFitAgain_shareRequestsInTheNextPeriod() {
        make(i -> false);
        make(i -> false);

        List<ProduceRequest> requests = make(i -> i % 3 > 0 || i == 0);

        assertThat(requests.stream()
                        .filter(request -> request.form() == Form.BATCH)
                        .mapToInt(request -> request.items().size())
                        .sum())
                .as("events that fit")
                .isEqualTo(2 * EVENTS / 3 + 1);
    }

    @Test
    void eventsThatNeverHaveEqualHeaders_areNotLookedAtForLong() {
        headers = i -> List.of(new EventHeader("Event-Id", "id " + i));

        make(i -> true);
        assertThat(looks).isEqualTo(1);
        List<ProduceRequest> requests = make(i -> true);

        assertThat(requests).hasSize(EVENTS).allMatch(request -> request.form() == Form.SINGLE);
        assertThat(looks).isEqualTo(2);
    }

    /** Makes requests of a period in which batches are wished for. */
    private List<ProduceRequest> make(IntPredicate fits) {
        for (int i = 0; i < 10 && chooser.choose("s") != Form.BATCH; i++) {
            periodOver();
        }
        assertThat(chooser.choose("s")).isEqualTo(Form.BATCH);
        BatchFitness counting = (event, body) -> {
            looks++;
            return fits.test(Integer.parseInt((String) event.key()));
        };
        DeliveryConfig config =
                new SampleConfig(URI.create("http://localhost:1")).config().delivery();
        Lanes lanes = new Lanes(Ordering.KEY, waiting -> false);
        RetryQueue queue = new RetryQueue(new SimulatedLoop(), () -> {});
        RequestMaker maker =
                new RequestMaker(config, new SizeLimit("event.max.bytes", 1_000_000), chooser, counting, lanes, queue);
        for (int i = 0; i < EVENTS; i++) {
            lanes.add(new Item(i, event(i)));
        }
        List<ProduceRequest> requests = new ArrayList<>();
        for (ProduceRequest next = next(maker, queue); next != null; next = next(maker, queue)) {
            requests.add(next);
        }
        periodOver();
        return requests;
    }

    private void periodOver() {
        FormChooser.Measure measure = chooser.measure("s");
        measure.sent(EVENTS, 0);
        measure.accepted(Form.SINGLE, EVENTS, EVENTS, 1_000_000);
        chooser.periodOver();
    }

    private static ProduceRequest next(RequestMaker maker, RetryQueue queue) {
        ProduceRequest waiting = queue.poll();
        return waiting == null ? maker.next() : waiting;
    }

    private Event event(int index) {
        return new Event(
                "s", String.valueOf(index), "{}", "application/json", headers.apply(index), () -> "event " + index);
    }
}
