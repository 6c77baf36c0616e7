package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.form.FormChooser;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.protocol.Gateway;
import dev.memphis.delivery.protocol.OneAnswer;
import dev.memphis.delivery.simulation.SimulatedLoop;
import dev.memphis.delivery.transport.HttpReply;
import dev.memphis.delivery.transport.SampleConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is in doubt after what happened, and how long what is put back waits (docs/durability.md). */
class DoubtTest {
    private final SimulatedLoop loop = new SimulatedLoop();
    private final Stations stations = new Stations();
    private final AtomicLong wokenAt = new AtomicLong(-1);
    private final Proof proof = proof();
    private final Doubt doubt = doubt(false);

    private Proof proof() {
        loop.pass(Duration.ofSeconds(60));
        // Without receipts nothing but what happens puts anything in doubt.
        MemphisConfig config = new SampleConfig(URI.create("http://simulated"))
                .withoutReceipts()
                .config();
        OneAnswer nobody = new OneAnswer(new HttpReply.None("nobody"));
        return new Proof(
                config.receipts(), false, loop, new Gateway(nobody, loop, config, loop.clock(), new Random(1)));
    }

    private Doubt doubt(boolean shared) {
        return new Doubt(loop, shared, proof, stations, () -> wokenAt.set(loop.nanoTime()));
    }

    @Test
    void signWithinASecondOfAnAnswer_isOnlyAQuestion() {
        accept();
        doubt.answered(loop.nanoTime(), loop.nanoTime());
        stations.learn("s", stations.epoch());
        loop.pass(Duration.ofMillis(999));

        doubt.question();

        assertThat(doubt.isQuestioned()).isTrue();
        assertThat(doubt.isThere(loop.nanoTime())).isFalse();
        assertThat(stations.knows("s")).isTrue();
    }

    @Test
    void questionThatIsAnsweredInTime_isNone() {
        accept();
        doubt.question();
        loop.pass(Duration.ofMillis(500));

        doubt.answered(loop.nanoTime(), loop.nanoTime());

        assertThat(doubt.isQuestioned()).isFalse();
        assertThat(doubt.isThere(loop.nanoTime())).isFalse();
    }

    @Test
    void questionThatIsAnsweredLate_putsAllInDoubt() {
        accept();
        stations.learn("s", stations.epoch());
        doubt.question();
        loop.pass(Duration.ofSeconds(1));

        doubt.answered(loop.nanoTime(), loop.nanoTime());

        assertThat(doubt.isThere(loop.nanoTime())).isTrue();
        assertThat(stations.knows("s")).isFalse();
    }

    @Test
    void signASecondAfterAnAnswer_putsAllInDoubtAtOnce() {
        accept();
        stations.learn("s", stations.epoch());
        loop.pass(Duration.ofSeconds(1));

        doubt.question();

        assertThat(doubt.isThere(loop.nanoTime())).isTrue();
        assertThat(stations.knows("s")).isFalse();
    }

    @Test
    void signBehindSeveralGateways_putsAllInDoubtWheneverItComes() {
        Doubt ofMany = doubt(true);
        accept();
        stations.learn("s", stations.epoch());

        ofMany.question();

        assertThat(ofMany.isThere(loop.nanoTime())).isTrue();
        assertThat(stations.knows("s")).isFalse();
    }

    @Test
    void answersOfAnotherGateway_areNotComparedWithThoseBefore() {
        accept();
        loop.pass(Duration.ofSeconds(5));

        doubt.compareAnew();
        doubt.question();

        assertThat(doubt.isThere(loop.nanoTime())).isFalse();
    }

    @Test
    void anotherLogIn_putsAllInDoubt_andAnswersOfBeforeAreNotCompared() {
        accept();
        stations.learn("s", stations.epoch());
        loop.pass(Duration.ofSeconds(5));

        doubt.ofAnotherLogIn();
        assertThat(doubt.isThere(loop.nanoTime())).isTrue();
        assertThat(stations.knows("s")).isFalse();

        doubt.putBack();
        accept();
        doubt.question();
        assertThat(doubt.isThere(loop.nanoTime()))
                .as("a question, since the log-in was just now")
                .isFalse();
    }

    @Test
    void nothingAccepted_isNothingInDoubt() {
        doubt.ofAllAccepted();

        assertThat(doubt.isThere(loop.nanoTime())).isFalse();
        assertThat(doubt.putBack()).isZero();
    }

    @Test
    void whatIsPutBack_isInDoubtNoMore() {
        accept();
        accept();
        doubt.ofAllAccepted();
        assertThat(doubt.isThere(loop.nanoTime())).isTrue();

        assertThat(doubt.putBack()).isEqualTo(2);
        assertThat(doubt.isThere(loop.nanoTime())).isFalse();
    }

    @Test
    void whatIsPutBack_waitsUntilTheOldConnectionHasPassedOnWhatItHolds() {
        accept();
        doubt.putBack();

        assertHoldsFor(Duration.ofMillis(3300));
    }

    @Test
    void whatWasWrittenLongAgo_waitsUntilTheOldConnectionHasGivenUp() {
        accept();
        loop.pass(Duration.ofMillis(27_000));
        doubt.putBack();

        assertHoldsFor(Duration.ofMillis(1500));
    }

    @Test
    void whatTheOldConnectionGaveUp_doesNotWait() {
        accept();
        loop.pass(Duration.ofMillis(28_501));
        doubt.putBack();

        doubt.hold();
        loop.pass(Duration.ofMillis(1));

        assertThat(doubt.isHolding(loop.nanoTime())).isFalse();
        assertThat(wokenAt).as("nothing to wait for").hasValue(-1);
    }

    @Test
    void severalThatArePutBack_waitForTheNewest() {
        long longAgo = loop.nanoTime();
        loop.pass(Duration.ofMillis(27_000));
        doubt.ofTheBrokerConnection();
        accept(longAgo);
        doubt.putBack();

        assertHoldsFor(Duration.ofMillis(3300));
    }

    @Test
    void replacedConnection_holdsWhatIsSentAgain() {
        accept();
        loop.pass(Duration.ofMillis(27_000));
        doubt.ofTheBrokerConnection();

        assertThat(doubt.isThere(loop.nanoTime())).isTrue();
        assertHoldsFor(Duration.ofMillis(3300));
    }

    @Test
    void nothingPutBack_holdsNothing() {
        doubt.putBack();

        doubt.hold();

        assertThat(doubt.isHolding(loop.nanoTime())).isFalse();
    }

    @Test
    void proof_endsWhatWasInDoubtBefore() {
        accept();
        doubt.putBack();
        doubt.proved();

        doubt.hold();

        assertThat(doubt.isHolding(loop.nanoTime())).isFalse();
    }

    private void assertHoldsFor(Duration time) {
        long before = loop.nanoTime();
        doubt.hold();
        loop.pass(time.minusNanos(1));
        assertThat(doubt.isHolding(loop.nanoTime()))
                .as("a nanosecond before %s", time)
                .isTrue();
        assertThat(wokenAt).hasValue(-1);

        loop.pass(Duration.ofNanos(2));
        assertThat(doubt.isHolding(loop.nanoTime())).as("after %s", time).isFalse();
        assertThat(wokenAt).hasValue(before + time.toNanos());
    }

    private void accept() {
        accept(loop.nanoTime());
    }

    private void accept(long writtenAt) {
        Item item = new Item(1, new Event("s", "k", "{}", "application/json", List.of(), () -> "test"));
        proof.accepted(new Attempt(ProduceRequest.single(item), 1, 0, writtenAt, 1, FormChooser.Measure.NONE));
    }
}
