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
import org.junit.jupiter.api.Test;

/** When a receipt is to follow, and how much may be sent before. At first 16,384 events may be unproved. */
class ProofTest {
    private static final int MOST = 16_384;

    private final SimulatedLoop loop = new SimulatedLoop();

    @Test
    void receipt_isDueATenthOfASecondAfterTheOneBefore_whereThereAreEvents() {
        Proof proof = proof(true);

        loop.pass(Duration.ofMillis(99));
        assertThat(proof.isDue(1, loop.nanoTime())).isFalse();
        loop.pass(Duration.ofMillis(1));
        assertThat(proof.isDue(1, loop.nanoTime())).isTrue();
        assertThat(proof.isDue(0, loop.nanoTime()))
                .as("there is nothing to prove")
                .isFalse();
        accept(proof);
        assertThat(proof.isDue(0, loop.nanoTime())).isTrue();
    }

    @Test
    void receipt_isDueAtOnceWhereNoMoreMayBeSent() {
        Proof proof = proof(true);
        assertThat(proof.hasRoom(MOST - 1)).isTrue();
        assertThat(proof.isDue(MOST - 1, loop.nanoTime())).isFalse();

        accept(proof);

        assertThat(proof.hasRoom(MOST - 1)).isFalse();
        assertThat(proof.isDue(MOST - 1, loop.nanoTime())).isTrue();
    }

    @Test
    void receiptsWhereNothingElseCanBeSent_areFiveMillisecondsApart() {
        Proof proof = proof(true);
        assertThat(proof.gapLeft()).isEqualTo(Duration.ofMillis(5).toNanos());

        loop.pass(Duration.ofMillis(2));
        assertThat(proof.gapLeft()).isEqualTo(Duration.ofMillis(3).toNanos());
        loop.pass(Duration.ofMillis(4));
        assertThat(proof.gapLeft()).isZero();
    }

    @Test
    void whatHasToBeSentAgain_leavesHalfOfTheRoom() {
        Proof proof = proof(true);
        assertThat(proof.doubted()).isZero();
        assertThat(proof.hasRoom(MOST - 1)).as("nothing was in doubt").isTrue();
        accept(proof);

        assertThat(proof.doubted()).isEqualTo(1);

        assertThat(proof.isDone()).isTrue();
        assertThat(proof.hasRoom(MOST / 2)).isFalse();
        assertThat(proof.hasRoom(MOST / 2 - 1)).isTrue();
    }

    @Test
    void eventsOfALane_waitForEachOthersProofWhereThatTakesASecondAtTheMost() {
        Proof proof = proof(true);

        assertThat(proof.isPatient(200)).isTrue();
        assertThat(proof.isPatient(201)).isFalse();
    }

    @Test
    void withoutReceipts_noneIsDueAndThereIsAlwaysRoom() {
        Proof proof = proof(false);
        accept(proof);
        loop.pass(Duration.ofMinutes(1));

        assertThat(proof.isDue(MOST, loop.nanoTime())).isFalse();
        assertThat(proof.hasRoom(MOST)).isTrue();
    }

    private Proof proof(boolean receipts) {
        loop.pass(Duration.ofSeconds(60));
        MemphisConfig config = new SampleConfig(URI.create("http://simulated"))
                .withReceipts(receipts)
                .config();
        OneAnswer nobody = new OneAnswer(new HttpReply.None("nobody"));
        return new Proof(
                config.receipts(), false, loop, new Gateway(nobody, loop, config, loop.clock(), new Random(1)));
    }

    private void accept(Proof proof) {
        Item item = new Item(1, new Event("s", "k", "{}", "application/json", List.of(), () -> "test"));
        proof.accepted(new Attempt(ProduceRequest.single(item), 1, 0, loop.nanoTime(), 1, FormChooser.Measure.NONE));
    }
}
