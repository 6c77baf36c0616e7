package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.protocol.Produce.Form;
import dev.memphis.delivery.simulation.SimulatedLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is to be sent again, and the bytes of what was made and is not through. */
class RetryQueueTest {
    private static final Duration WAIT = Duration.ofMillis(100);

    private final SimulatedLoop loop = new SimulatedLoop();
    private final AtomicInteger ready = new AtomicInteger();
    private final RetryQueue queue = new RetryQueue(loop, ready::incrementAndGet);
    private final ProduceRequest three = ProduceRequest.batch(List.of(item(1), item(2), item(3)));

    @Test
    void requestThatIsThrough_takesNoRoomAnyMore() {
        ProduceRequest one = ProduceRequest.single(item(4));
        queue.made(three);
        queue.made(one);
        assertThat(queue.bytes()).isEqualTo(8);

        queue.through(three);

        assertThat(queue.bytes()).isEqualTo(2);
        assertThat(queue.poll()).isNull();
    }

    @Test
    void secondHalf_goesNextOnceTheFirstIsThrough() {
        ProduceRequest later = ProduceRequest.single(item(4));
        ProduceRequest first = three.halves();
        assertThat(numbers(first)).containsExactly(1L);
        assertThat(first.form()).isEqualTo(Form.SINGLE);
        queue.addLast(later);

        queue.through(first);

        ProduceRequest second = queue.poll();
        assertThat(numbers(second)).containsExactly(2L, 3L);
        assertThat(second.form()).isEqualTo(Form.BATCH);
        assertThat(queue.poll()).isSameAs(later);
    }

    @Test
    void requestThatHasToWait_isReadyAfterwardsAndFirst() {
        ProduceRequest other = ProduceRequest.single(item(4));
        queue.addLast(other);
        queue.addLater(three, WAIT);

        loop.pass(WAIT.minusNanos(1));
        assertThat(ready).hasValue(0);

        loop.pass(Duration.ofNanos(1));
        assertThat(ready).hasValue(1);
        assertThat(queue.poll()).isSameAs(three);
        assertThat(queue.poll()).isSameAs(other);
    }

    @Test
    void whatIsDropped_neitherWaitsNorTakesRoom() {
        queue.made(three);
        queue.addLast(three);
        queue.addLater(three, WAIT);

        queue.clear();
        loop.pass(WAIT);

        assertThat(queue.bytes()).isZero();
        assertThat(queue.poll()).isNull();
        assertThat(ready).hasValue(0);
    }

    @Test
    void requestOnceMore_countsItsFailures() {
        assertThat(three.again().again().failures()).isEqualTo(2);
    }

    private static List<Long> numbers(ProduceRequest request) {
        return request.items().stream().map(Item::number).toList();
    }

    private static Item item(int number) {
        return new Item(number, new Event("s", "k" + number, "{}", "application/json", List.of(), () -> "test"));
    }
}
