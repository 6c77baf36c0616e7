package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.delivery.Taken;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.writer.DeliveryException;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.Offsets;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When records are marked, as seen from Debezium. */
class HandledBatchesTest {
    private static final int FULL = 4;

    private final List<String> seen = new ArrayList<>();
    private final ScriptedEngine engine = new ScriptedEngine();
    private final HandledBatches batches = new HandledBatches(engine, HandledBatchesTest::event, FULL);

    @Test
    void batch_isMarkedInOrderWhenItIsSettled() throws Exception {
        handle("a", 2);

        assertThat(seen).containsExactly("take 2", "settled 2", "mark a0", "mark a1", "finished a");
    }

    @Test
    void recordsInTheMiddleOfABatch_areMarkedAsTheMarkMoves() throws Exception {
        engine.settleNext(1, 3);

        handle("a", 3);

        assertThat(seen)
                .containsExactly("take 3", "settled 1", "mark a0", "settled 3", "mark a1", "mark a2", "finished a");
    }

    @Test
    void moreEventsThanThereIsRoomFor_areMarkedWhileTheRestIsOffered() throws Exception {
        engine.room = 2;

        handle("a", 5);

        assertThat(seen)
                .containsExactly(
                        "take 2",
                        "take 0",
                        "settled 2",
                        "mark a0",
                        "mark a1",
                        "take 2",
                        "take 0",
                        "settled 4",
                        "mark a2",
                        "mark a3",
                        "take 1",
                        "settled 5",
                        "mark a4",
                        "finished a");
    }

    @Test
    void recordsWithoutAnEvent_areMarkedInTheirPlace() throws Exception {
        batches.handle(
                List.of(record("none0"), record("a1"), record("none2"), record("a3"), record("none4")), committer("a"));

        assertThat(seen)
                .containsExactly(
                        "take 2",
                        "mark none0",
                        "settled 2",
                        "mark a1",
                        "mark none2",
                        "mark a3",
                        "mark none4",
                        "finished a");
    }

    @Test
    void backlog_isReadOnWhileBatchesAreUnderWay() throws Exception {
        handle("a", FULL);
        handle("b", FULL);
        seen.clear();

        handle("c", FULL);
        handle("d", FULL);
        handle("e", FULL);
        assertThat(seen)
                .as("not marked before it is settled, and not waited for")
                .containsExactly("take 4", "take 4", "take 4");
        seen.clear();

        handle("f", FULL);
        assertThat(seen)
                .containsExactly("take 4", "settled 12", "mark c0", "mark c1", "mark c2", "mark c3", "finished c");
        seen.clear();

        handle("g", 1);
        assertThat(seen).as("the end of the backlog is waited for").endsWith("mark g0", "finished g");
    }

    @Test
    void whatCannotBeDelivered_staysUnmarked() {
        engine.failing = true;

        assertThatThrownBy(() -> handle("a", 2)).isInstanceOf(DeliveryException.class);

        assertThat(seen).noneMatch(what -> what.startsWith("mark"));
    }

    @Test
    void emptyBatch_isFinishedAtOnce() throws Exception {
        handle("a", 0);

        assertThat(seen).containsExactly("finished a");
    }

    private void handle(String name, int count) throws InterruptedException {
        batches.handle(IntStream.range(0, count).mapToObj(i -> record(name + i)).toList(), committer(name));
    }

    private static ChangeEvent<Object, Object> record(String key) {
        return Records.record("t", key, "{}", 0);
    }

    private static Optional<Event> event(ChangeEvent<Object, Object> record) {
        return record.key().toString().startsWith("none")
                ? Optional.empty()
                : Optional.of(new Event("s", record.key(), "{}", "text/plain", List.of(), () -> "nowhere"));
    }

    /** Settles what it took when that is waited for: all of it, or up to certain numbers. */
    private final class ScriptedEngine implements HandledBatches.Engine {
        private final Deque<Long> script = new ArrayDeque<>();
        private int room = 100;
        private long taken;
        private long settled;
        private boolean failing;

        void settleNext(long... numbers) {
            for (long number : numbers) {
                script.add(number);
            }
        }

        @Override
        public Taken offer(List<Event> events) {
            int count = (int) Math.min(events.size(), room - (taken - settled));
            seen.add("take " + count);
            taken += count;
            return new Taken(taken - count + 1, count);
        }

        @Override
        public long taken() {
            return taken;
        }

        @Override
        public long settled() {
            return settled;
        }

        @Override
        public boolean awaitRoom(Duration timeout) {
            settle(taken);
            return true;
        }

        @Override
        public boolean awaitSettled(long number, Duration timeout) {
            settle(script.isEmpty() ? number + FULL - 1 : script.remove());
            return true;
        }

        private void settle(long number) {
            if (failing) {
                throw new DeliveryException("no");
            }
            settled = Math.min(taken, number);
            seen.add("settled " + settled);
        }
    }

    private RecordCommitter<ChangeEvent<Object, Object>> committer(String name) {
        return new RecordCommitter<>() {
            @Override
            public void markProcessed(ChangeEvent<Object, Object> record) {
                seen.add("mark " + record.key());
            }

            @Override
            public void markBatchFinished() {
                seen.add("finished " + name);
            }

            @Override
            public void markProcessed(ChangeEvent<Object, Object> record, Offsets sourceOffsets) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Offsets buildOffsets() {
                throw new UnsupportedOperationException();
            }
        };
    }
}
