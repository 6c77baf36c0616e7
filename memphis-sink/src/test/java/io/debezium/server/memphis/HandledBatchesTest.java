package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.Origin;
import dev.memphis.delivery.writer.Delivery;
import dev.memphis.delivery.writer.DeliveryException;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.Offsets;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When batches are delivered and marked, as seen from Debezium. */
class HandledBatchesTest {
    private static final int FULL = 4;

    private final List<String> seen = new ArrayList<>();
    private int begun;
    private int failing = -1;
    private final HandledBatches batches = new HandledBatches(events -> begin(), FULL, 1000);
    private final RecordCommitter<ChangeEvent<Object, Object>> committer = new Committer();

    @Test
    void batch_isMarkedInOrderWhenItIsDelivered() throws Exception {
        handle("a", 2, 10);

        assertThat(seen).containsExactly("begin 0", "delivered 0", "mark a0", "mark a1", "finished");
    }

    @Test
    void firstFullBatches_areMarkedAtOnce() throws Exception {
        handle("a", FULL, 10);
        handle("b", FULL, 10);

        assertThat(seen).endsWith("mark b3", "finished");
    }

    @Test
    void backlog_isDeliveredWhileTheNextIsReadAndMarkedBeforeTheNextBegins() throws Exception {
        backlog();
        assertThat(seen).as("not marked before it is known to be delivered").containsExactly("begin 2");
        seen.clear();

        handle("d", FULL, 10);

        assertThat(seen)
                .containsExactly("delivered 2", "mark c0", "mark c1", "mark c2", "mark c3", "finished", "begin 3");
    }

    @Test
    void endOfABacklog_isMarkedAtOnce() throws Exception {
        backlog();
        handle("d", 1, 10);

        assertThat(seen).endsWith("begin 3", "delivered 3", "mark d0", "finished");
    }

    @Test
    void largeEvents_areNotHeldInABacklog() throws Exception {
        handle("a", FULL, 300);
        handle("b", FULL, 300);
        handle("c", FULL, 300);

        assertThat(seen).endsWith("mark c3", "finished");
    }

    @Test
    void batchThatCannotBeDelivered_staysUnmarkedAndStopsTheNext() throws Exception {
        failing = 2;
        backlog();
        seen.clear();

        assertThatThrownBy(() -> handle("d", FULL, 10)).isInstanceOf(DeliveryException.class);

        assertThat(seen).as("neither marked nor followed").isEmpty();
    }

    /** Leaves the third batch, c, under way. */
    private void backlog() throws InterruptedException {
        handle("a", FULL, 10);
        handle("b", FULL, 10);
        seen.clear();
        handle("c", FULL, 10);
    }

    private void handle(String name, int count, int bytes) throws InterruptedException {
        List<ChangeEvent<Object, Object>> records = IntStream.range(0, count)
                .mapToObj(i -> Records.record("t", name + i, "{}", i))
                .toList();
        batches.handle(records, events(count, bytes), committer);
    }

    private static List<Event> events(int count, int bytes) {
        Origin origin = () -> "nowhere";
        return IntStream.range(0, count)
                .mapToObj(i -> new Event("s", i, "x".repeat(bytes), "text/plain", List.of(), origin))
                .toList();
    }

    private Delivery.Completion begin() {
        int mine = begun++;
        seen.add("begin " + mine);
        return () -> {
            if (mine == failing) {
                throw new DeliveryException("no");
            }
            seen.add("delivered " + mine);
        };
    }

    private final class Committer implements RecordCommitter<ChangeEvent<Object, Object>> {
        @Override
        public void markProcessed(ChangeEvent<Object, Object> record) {
            seen.add("mark " + record.key());
        }

        @Override
        public void markBatchFinished() {
            seen.add("finished");
        }

        @Override
        public void markProcessed(ChangeEvent<Object, Object> record, Offsets sourceOffsets) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Offsets buildOffsets() {
            throw new UnsupportedOperationException();
        }
    }
}
