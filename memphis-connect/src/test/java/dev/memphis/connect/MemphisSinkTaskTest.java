package dev.memphis.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemphisSinkTaskTest {
    private static final TopicPartition P0 = new TopicPartition("t", 0);
    private static final TopicPartition P1 = new TopicPartition("t", 1);

    private final AtomicReference<FakeOutlet> outlet = new AtomicReference<>();
    private final Context context = new Context();
    private final MemphisSinkTask task = new MemphisSinkTask(new Outlets(config -> anew()));

    private FakeOutlet anew() {
        outlet.set(new FakeOutlet().room(1));
        return outlet.get();
    }

    @BeforeEach
    void start() {
        task.initialize(context);
        task.start(ConnectConfig.forTask(Settings.with(), 0));
        context.assign(P0);
        task.open(Set.of(P0));
    }

    @AfterEach
    void stop() {
        task.stop();
    }

    private static List<SinkRecord> records(TopicPartition partition, int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i -> new SinkRecord(partition.topic(), partition.partition(), null, "k" + i, null, "v" + i, i))
                .toList();
    }

    private void takeAway(TopicPartition partition) {
        task.close(Set.of(partition));
        context.revoke(Set.of(partition));
    }

    private void give(TopicPartition partition) {
        context.assign(partition);
        task.open(Set.of(partition));
    }

    @Test
    void noRoom_pauses_andRoomResumes() {
        task.put(records(P0, 3));
        assertThat(context.paused).containsExactly(P0);

        outlet.get().room(10);
        task.put(List.of());

        assertThat(context.paused).isEmpty();
    }

    @Test
    void partitionRevokedWhilePausedAndGivenBack_isResumed() {
        task.put(records(P0, 3));

        takeAway(P0);
        give(P0);
        task.put(List.of());

        assertThat(context.paused).isEmpty();
    }

    @Test
    void partitionRevokedWhilePausedAndGivenBackLater_isResumed() {
        task.put(records(P0, 3));

        takeAway(P0);
        task.put(List.of());
        give(P0);

        assertThat(context.paused).isEmpty();
    }

    @Test
    void partitionKeptWhileAnotherIsRevoked_isResumedOnceThereIsRoom() {
        context.assign(P1);
        task.open(Set.of(P1));
        task.put(records(P0, 3));
        assertThat(context.paused).containsExactlyInAnyOrder(P0, P1);

        takeAway(P0);
        // Nothing new is assigned, and of the pauses those are left that are of the task's partitions.
        context.assign();
        task.put(List.of());

        assertThat(context.paused).isEmpty();
    }

    @Test
    void partitionGivenWhilePaused_isPausedToo() {
        task.put(records(P0, 3));

        give(P1);

        assertThat(context.paused).containsExactlyInAnyOrder(P0, P1);
    }

    /** Connect's side: what it pauses stays so for the task, also over a revocation, until the task resumes it. */
    private static final class Context implements SinkTaskContext {
        private final Set<TopicPartition> assignment = new HashSet<>();
        private final Set<TopicPartition> paused = new HashSet<>();

        void assign(TopicPartition... partitions) {
            assignment.addAll(List.of(partitions));
            paused.retainAll(assignment);
        }

        void revoke(Collection<TopicPartition> partitions) {
            assignment.removeAll(partitions);
        }

        @Override
        public Set<TopicPartition> assignment() {
            return Set.copyOf(assignment);
        }

        @Override
        public void pause(TopicPartition... partitions) {
            paused.addAll(List.of(partitions));
        }

        @Override
        public void resume(TopicPartition... partitions) {
            List.of(partitions).forEach(paused::remove);
        }

        @Override
        public Map<String, String> configs() {
            return new HashMap<>();
        }

        @Override
        public void offset(Map<TopicPartition, Long> offsets) {
            throw new UnsupportedOperationException("the task never rewinds");
        }

        @Override
        public void offset(TopicPartition partition, long offset) {
            throw new UnsupportedOperationException("the task never rewinds");
        }

        @Override
        public void timeout(long milliseconds) {}

        @Override
        public void requestCommit() {}
    }
}
