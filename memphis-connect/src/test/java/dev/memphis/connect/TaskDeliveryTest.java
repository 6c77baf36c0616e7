package dev.memphis.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.delivery.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class TaskDeliveryTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final TopicPartition P0 = new TopicPartition("t", 0);
    private static final TopicPartition P1 = new TopicPartition("t", 1);

    private final List<FakeOutlet> opened = Collections.synchronizedList(new ArrayList<>());
    private final Outlets outlets = new Outlets(config -> {
        FakeOutlet outlet = new FakeOutlet();
        opened.add(outlet);
        return outlet;
    });

    private TaskDelivery task(int number, String... options) throws InterruptedException {
        ConnectConfig config = ConnectConfig.read(ConnectConfig.forTask(Settings.with(options), number));
        TaskDelivery task =
                new TaskDelivery(config, outlets, new Refusals(config.memphis(), Optional.empty()), new TaskMetrics());
        task.awaitOpen(Duration.ofSeconds(5));
        return task;
    }

    private static List<SinkRecord> records(int partition, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(offset -> new SinkRecord("t", partition, null, "k" + offset, null, "v" + offset, offset))
                .toList();
    }

    private static List<String> values(FakeOutlet outlet) {
        return outlet.events().stream().map(Event::encode).map(String::new).toList();
    }

    private static Map<TopicPartition, OffsetAndMetadata> consumed(long p0, long p1) {
        return Map.of(P0, new OffsetAndMetadata(p0), P1, new OffsetAndMetadata(p1));
    }

    @Test
    void commit_followsTheMark_partitionByPartition() throws Exception {
        TaskDelivery task = task(0);
        task.add(records(0, 10, 2));
        task.add(records(1, 50, 2));
        task.work(SOON);

        opened.getFirst().settle(3);
        task.work(SOON);

        assertThat(task.committable(consumed(12, 52)))
                .containsEntry(P0, new OffsetAndMetadata(12))
                .containsEntry(P1, new OffsetAndMetadata(51));
    }

    @Test
    void nothingSettled_nothingIsCommitted_andWhatATransformLeftOutCountsOnceAllIsSettled() throws Exception {
        TaskDelivery task = task(0);
        task.add(records(0, 10, 2));
        task.work(SOON);
        assertThat(task.committable(consumed(15, 7))).doesNotContainKey(P0).containsEntry(P1, new OffsetAndMetadata(7));

        opened.getFirst().settle(2);
        task.work(SOON);

        assertThat(task.committable(consumed(15, 7))).containsEntry(P0, new OffsetAndMetadata(15));
    }

    @Test
    void skippedRecord_waitsForThoseBeforeIt() throws Exception {
        TaskDelivery task = task(0);
        task.add(records(0, 0, 1));
        // A tombstone that repeats the one before it, which is sent.
        task.add(List.of(
                new SinkRecord("t", 0, null, "k", null, null, 1), new SinkRecord("t", 0, null, "k", null, null, 2)));
        task.work(SOON);
        assertThat(task.idle()).isFalse();

        opened.getFirst().settle(2);
        task.work(SOON);

        assertThat(task.idle()).isTrue();
        assertThat(values(opened.getFirst())).containsExactly("v0", "");
    }

    @Test
    void noRoom_keepsRecordsInOrder_andReturnsInTime() throws Exception {
        TaskDelivery task = task(0);
        opened.getFirst().room(2);
        task.add(records(0, 0, 5));

        long start = System.nanoTime();
        task.work(Duration.ofMillis(100));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(task.full()).isTrue();
        for (int mark = 2; mark <= 5; mark++) {
            opened.getFirst().settle(mark);
            task.work(SOON);
        }
        assertThat(values(opened.getFirst())).containsExactly("v0", "v1", "v2", "v3", "v4");
        assertThat(task.idle()).isTrue();
    }

    @Test
    void tasksWithEqualSettings_shareOneOutlet_eachSeesItsOwnRecordsSettled() throws Exception {
        TaskDelivery one = task(0);
        TaskDelivery two = task(1);
        one.add(records(0, 0, 1));
        one.work(SOON);
        two.add(records(1, 0, 1));
        two.work(SOON);

        opened.getFirst().settle(1);
        one.work(SOON);
        two.work(SOON);

        assertThat(opened).hasSize(1);
        assertThat(one.idle()).isTrue();
        assertThat(two.idle()).isFalse();
    }

    @Test
    void partitionLostWithRecordsUnderWay_endsTheOutlet_andTheOtherTaskOffersItsOwnAgain() throws Exception {
        TaskDelivery one = task(0);
        TaskDelivery two = task(1);
        one.add(records(0, 0, 2));
        one.work(SOON);
        two.add(records(1, 5, 2));
        two.work(SOON);

        one.release(List.of(P0));
        two.work(SOON);
        two.awaitOpen(Duration.ofSeconds(5));
        two.work(SOON);

        assertThat(opened).hasSize(2);
        assertThat(opened.getFirst().closed()).isTrue();
        assertThat(values(opened.get(1))).containsExactly("v5", "v6");
        opened.get(1).settle(2);
        two.work(SOON);
        assertThat(two.committable(consumed(0, 7))).containsEntry(P1, new OffsetAndMetadata(7));
    }

    @Test
    void partitionLostWithNothingUnderWay_leavesTheOutletAlone() throws Exception {
        TaskDelivery task = task(0);
        task.add(records(0, 0, 2));
        task.work(SOON);
        opened.getFirst().settle(2);
        task.work(SOON);

        task.release(List.of(P0));

        assertThat(opened.getFirst().closed()).isFalse();
    }

    @Test
    void finish_endsAtOnce_whereNothingGetsThrough() throws Exception {
        TaskDelivery task = task(0);
        task.add(records(0, 0, 2));
        opened.getFirst().away(true);

        long start = System.nanoTime();
        task.finish(Duration.ofSeconds(60));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(task.idle()).isFalse();
    }

    @Test
    void endedDelivery_isTold() throws Exception {
        TaskDelivery task = task(0);
        opened.getFirst().end(new IllegalStateException("the outage lasts too long"));

        assertThatThrownBy(() -> task.work(SOON)).hasMessage("the outage lasts too long");
    }

    @Test
    void recordThatCannotBeMadeAnEvent_stops_orIsSkipped_asThePolicySays() throws Exception {
        SinkRecord nameless = new SinkRecord("___", 0, null, "k", null, "v", 3);
        TaskDelivery stopping = task(0);
        TaskDelivery skipping = task(1, "memphis.poison.policy", "skip");

        assertThatThrownBy(() -> stopping.add(List.of(nameless)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll("topic ___, partition 0, offset 3", "memphis.poison.policy");
        skipping.add(List.of(nameless));
        skipping.work(SOON);
        assertThat(skipping.idle()).isTrue();
    }

    @Test
    void otherSettings_haveAnOutletOfTheirOwn() throws Exception {
        task(0);
        ConnectConfig other = Settings.config("name", "other", "memphis.batch.mode", "never");
        new TaskDelivery(other, outlets, new Refusals(other.memphis(), Optional.empty()), new TaskMetrics())
                .awaitOpen(Duration.ofSeconds(5));

        assertThat(opened).hasSize(2);
    }

    @Test
    void founderLeaves_theOthersGoOnInAnOutletOfTheirOwn_andNothingIsOfferedTwice() throws Exception {
        TaskDelivery founder = task(0);
        TaskDelivery other = task(1);
        other.add(records(1, 0, 1));
        other.work(SOON);
        opened.getFirst().settle(1);

        founder.close();
        other.add(records(1, 1, 1));
        Instant end = Instant.now().plusSeconds(5);
        while (opened.size() < 2 && Instant.now().isBefore(end)) {
            other.work(SOON);
        }
        other.awaitOpen(Duration.ofSeconds(5));
        other.work(SOON);

        assertThat(opened.getFirst().closed()).isTrue();
        assertThat(values(opened.getFirst())).containsExactly("v0");
        assertThat(values(opened.get(1))).containsExactly("v1");
    }

    @Test
    void lastToLeave_closesTheOutlet() throws Exception {
        TaskDelivery one = task(0);
        TaskDelivery two = task(1);

        one.close();
        two.close();

        assertThat(opened.getFirst().closed()).isTrue();
    }
}
