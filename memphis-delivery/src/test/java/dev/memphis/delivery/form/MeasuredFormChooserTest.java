package dev.memphis.delivery.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.protocol.Produce.Form;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeasuredFormChooserTest {
    private static final int EVENTS = 2048;

    private final MeasuredFormChooser chooser = new MeasuredFormChooser();
    private final Map<Form, Integer> rounds = new EnumMap<>(Form.class);
    private long eventBytes = 3000;
    private long now;

    @Test
    void batchesThatAreFaster_areMostlyChosen() {
        run(200, 10_000, 50_000);

        assertThat(rounds.get(Form.BATCH)).isGreaterThan(180);
    }

    @Test
    void singlesThatAreFaster_areMostlyChosen() {
        run(200, 14_000, 8_000);

        assertThat(rounds.get(Form.SINGLE)).isGreaterThan(180);
    }

    @Test
    void gatewayThatChanges_isFollowed() {
        run(100, 10_000, 50_000);
        rounds.clear();

        run(200, 14_000, 8_000);

        assertThat(rounds.get(Form.SINGLE)).isGreaterThan(150);
    }

    @Test
    void eventsOfAnotherSize_areMeasuredAnewAtOnce() {
        run(100, 60_000, 24_000);
        rounds.clear();
        eventBytes = 200;

        run(20, 80_000, 300_000);

        assertThat(rounds.get(Form.BATCH)).isGreaterThan(14);
    }

    @Test
    void batchesThatCannotBeMade_costOneLookAPeriod() {
        int looks = 0;
        for (int i = 0; i < 200; i++) {
            looks += looksInVain();
            period("s", Form.SINGLE, EVENTS, EVENTS * eventBytes, EVENTS * 50_000L);
        }

        assertThat(looks).isBetween(200, 300);
    }

    @Test
    void batchesThatCanBeMadeAfterAll_areFoundAtOnce() {
        for (int i = 0; i < 200; i++) {
            looksInVain();
            // It gets slower after the first looks: what was wished for in vain then must not go on to count.
            long took = EVENTS * 1_000_000_000L / (i < 6 ? 90_000 : 10_000);
            period("s", Form.SINGLE, EVENTS, EVENTS * eventBytes, took);
        }

        run(20, 10_000, 50_000);

        assertThat(rounds.get(Form.BATCH)).isGreaterThan(16);
    }

    @Test
    void batchesThatCanBeMadeAfterAllAndAreSlower_areLeftAgain() {
        for (int i = 0; i < 200; i++) {
            looksInVain();
            period("s", Form.SINGLE, EVENTS, EVENTS * eventBytes, EVENTS * 100_000L);
        }

        run(100, 10_000, 5_000);

        assertThat(rounds.get(Form.SINGLE)).isGreaterThan(90);
    }

    /** Returns how many events are looked at in this period, of which none fits. */
    private int looksInVain() {
        int looks = 0;
        while (chooser.choose("s") == Form.BATCH) {
            chooser.looked("s", false);
            looks++;
        }
        return looks;
    }

    @Test
    void sizeThatComesBack_isKnown() {
        run(100, 60_000, 24_000);
        eventBytes = 200;
        run(100, 80_000, 300_000);
        rounds.clear();
        eventBytes = 3000;

        run(20, 60_000, 24_000);

        assertThat(rounds.get(Form.SINGLE)).isGreaterThan(17);
    }

    @Test
    void eventsOfAboutTheSameSize_areTheSameMix() {
        run(100, 60_000, 24_000);
        rounds.clear();
        eventBytes = 2000;

        run(20, 60_000, 24_000);

        assertThat(rounds.get(Form.SINGLE)).isGreaterThan(18);
    }

    @Test
    void otherForm_isTriedNowAndThenAndCostsLittle() {
        long start = now;
        run(400, 10_000, 50_000);

        double share = (400.0 * EVENTS / 50_000) / ((now - start) / 1e9);

        assertThat(rounds.get(Form.SINGLE)).isGreaterThan(1);
        assertThat(share).as("goodput as a share of the better form's").isGreaterThan(0.9);
    }

    @Test
    void stations_areMeasuredEachByItself() {
        for (int i = 0; i < 20; i++) {
            round("documents", 14_000, 8_000);
            round("rows", 10_000, 50_000);
        }

        assertThat(chooser.choose("documents")).isEqualTo(Form.SINGLE);
        assertThat(chooser.choose("rows")).isEqualTo(Form.BATCH);
    }

    @Test
    void answersThatComeAfterThePeriod_belongToIt() {
        for (int i = 0; i < 200; i++) {
            Form form = chooser.choose("s");
            FormChooser.Measure early = chooser.measure("s");
            early.sent(EVENTS, now);
            early.sent(EVENTS, now);
            long took = EVENTS * 1_000_000_000L / (form == Form.SINGLE ? 10_000 : 50_000);
            early.accepted(form, EVENTS, EVENTS * eventBytes, now + took);
            chooser.periodOver();
            early.accepted(form, EVENTS, EVENTS * eventBytes, now + 2 * took);
            now += 2 * took;
            rounds.merge(form, 1, Integer::sum);
        }

        assertThat(rounds.get(Form.BATCH)).isGreaterThan(180);
    }

    @Test
    void periodThatIsAnsweredBeforeTheOneBefore_isNoMiracle() {
        for (int i = 0; i < 200; i++) {
            Form form = chooser.choose("s");
            long took = EVENTS * 1_000_000_000L / (form == Form.SINGLE ? 20_000 : 12_000);
            FormChooser.Measure late = sent();
            late.accepted(form, EVENTS / 2, EVENTS / 2 * eventBytes, now + took / 4);
            chooser.periodOver();
            FormChooser.Measure early = sent();
            early.accepted(form, EVENTS, EVENTS * eventBytes, now + took);
            chooser.periodOver();
            late.accepted(form, EVENTS / 2, EVENTS / 2 * eventBytes, now + 2 * took);
            now += 2 * took;
            rounds.merge(form, 1, Integer::sum);
        }

        assertThat(rounds.get(Form.SINGLE)).isGreaterThan(170);
    }

    @Test
    void sourceThatPauses_saysNothingOfAForm() {
        for (int i = 0; i < 200; i++) {
            Form form = round("s", 20_000, 12_000);
            // It pauses whenever the better form is tried.
            now += form == Form.SINGLE ? 1_000_000_000 : 0;
            rounds.merge(form, 1, Integer::sum);
        }

        assertThat(rounds.get(Form.SINGLE)).isGreaterThan(170);
    }

    @Test
    void gatewayThatWasAway_saysNothingOfTheForm() {
        run(50, 20_000, 12_000);
        rounds.clear();
        for (int i = 0; i < 100; i++) {
            // It is away whenever the better form is taken.
            if (chooser.choose("s") == Form.SINGLE) {
                FormChooser.Measure lost = sent();
                now += 30_000_000_000L;
                lost.failed(EVENTS, now);
            }
            run(1, 20_000, 12_000);
        }

        assertThat(rounds.get(Form.SINGLE)).isGreaterThan(90);
    }

    @Test
    void machineThatWarmsUp_misleadsForAShortTimeOnly() {
        // Each thousand events make everything faster: what is tried later looks better.
        for (int i = 0; i < 30; i++) {
            int warmth = 1000 + 1000 * i;
            run(1, warmth, warmth * 2 / 3);
        }
        rounds.clear();

        run(100, 30_000, 20_000);

        assertThat(rounds.get(Form.SINGLE)).isGreaterThan(90);
    }

    /** Far away the window of single requests is small at first. */
    @Test
    void formThatWasHopelessAtFirst_isTriedAgainSoon() {
        run(3, 1_000, 13_000);
        rounds.clear();

        run(60, 24_000, 13_000);

        assertThat(rounds.get(Form.SINGLE)).isGreaterThan(40);
    }

    @Test
    void unsteadyMachine_endsWithTheBetterFormMostOfTheTime() {
        long seed = 20261128;
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            // Two thirds of the periods are up to three times slower, whatever the form.
            double slow = Math.max(1, random.nextDouble() * 3);
            run(1, (int) (20_000 / slow), (int) (13_000 / slow));
        }

        assertThat(rounds.get(Form.SINGLE)).as("seed %d", seed).isGreaterThan(900);
    }

    /** A period's events go out in one request. */
    private FormChooser.Measure sent() {
        FormChooser.Measure measure = chooser.measure("s");
        measure.sent(EVENTS, now);
        return measure;
    }

    @Test
    void fewEvents_teachNothing() {
        period("s", chooser.choose("s"), 5, 1000, 1);

        assertThat(chooser.choose("s")).as("still the first to be tried").isEqualTo(Form.values()[0]);
    }

    private void run(int times, int singlesPerSecond, int batchedPerSecond) {
        for (int i = 0; i < times; i++) {
            rounds.merge(round("s", singlesPerSecond, batchedPerSecond), 1, Integer::sum);
        }
    }

    private Form round(String station, int singlesPerSecond, int batchedPerSecond) {
        Form form = chooser.choose(station);
        long took = EVENTS * 1_000_000_000L / (form == Form.SINGLE ? singlesPerSecond : batchedPerSecond);
        period(station, form, EVENTS, EVENTS * eventBytes, took);
        return form;
    }

    /** A period of one request. */
    private void period(String station, Form form, int events, long bytes, long took) {
        FormChooser.Measure measure = chooser.measure(station);
        measure.sent(events, now);
        measure.accepted(form, events, bytes, now + took);
        now += took;
        chooser.periodOver();
    }
}
