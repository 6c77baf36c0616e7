package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.Ordering;
import dev.memphis.delivery.options.PoisonPolicy;
import dev.memphis.delivery.transport.Produce.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many events are looked at in vain, when batches are wished for. */
class PackerTest {
    private static final int EVENTS = 1000;

    private final MeasuredFormChooser chooser = new MeasuredFormChooser();
    private int looks;

    @Test
    void eventsThatFitIntoNoBatch_areLookedAtOnlyUntilThatIsPlain() {
        List<Parcel> parcels = pack(i -> false);

        assertThat(parcels).hasSize(EVENTS).allMatch(parcel -> parcel.form() == Form.SINGLE);
        assertThat(looks).isEqualTo(64);
    }

    @Test
    void someThatFit_keepTheOthersLookedAt() {
        List<Parcel> parcels = pack(i -> i % 50 == 0);

        assertThat(looks).isEqualTo(EVENTS);
        assertThat(parcels.stream().mapToInt(parcel -> parcel.items().size()).sum())
                .isEqualTo(EVENTS);
    }

    @Test
    void nextHandledBatch_isLookedAtAgain() {
        pack(i -> false);
        looks = 0;

        pack(i -> false);

        assertThat(looks).isEqualTo(64);
    }

    /** Packs a handled batch in which batches are wished for. */
    private List<Parcel> pack(IntPredicate fits) {
        for (int i = 0; i < 10 && chooser.choose("s") != Form.BATCH; i++) {
            chooser.accepted("s", Form.SINGLE, EVENTS, EVENTS, 0, 1_000_000);
            chooser.roundOver();
        }
        assertThat(chooser.choose("s")).isEqualTo(Form.BATCH);
        BatchFitness counting = (event, body) -> {
            looks++;
            return fits.test(Integer.parseInt((String) event.key()));
        };
        Packer packer = new Packer(config(), new SizeLimit(1_000_000), chooser, counting);
        Round round =
                new Round(IntStream.range(0, EVENTS).mapToObj(PackerTest::event).toList(), Ordering.KEY);
        List<Parcel> parcels = new ArrayList<>();
        for (Parcel next = next(packer, round); next != null; next = next(packer, round)) {
            parcels.add(next);
        }
        chooser.accepted("s", Form.SINGLE, EVENTS, EVENTS, 0, 1_000_000);
        chooser.roundOver();
        return parcels;
    }

    private static Parcel next(Packer packer, Round round) {
        Parcel waiting = round.outbox().poll();
        return waiting == null ? packer.next(round, 1_000_000) : waiting;
    }

    private static Event event(int index) {
        return new Event("s", String.valueOf(index), "{}", "application/json", List.of(), () -> "event " + index);
    }

    private static DeliveryConfig config() {
        return new DeliveryConfig(
                Ordering.KEY,
                BatchMode.AUTO,
                500,
                4_000_000,
                1_000_000,
                64,
                16_000_000,
                Duration.ofMillis(50),
                Duration.ofSeconds(3),
                Optional.empty(),
                PoisonPolicy.STOP,
                Optional.empty(),
                Optional.empty());
    }
}
