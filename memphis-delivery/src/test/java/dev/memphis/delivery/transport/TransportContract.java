package dev.memphis.delivery.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What protocol and writer rely on in a {@link Transport}, to be extended by the test of each: what holds over sockets has to hold in
 * the simulation.
 */
public abstract class TransportContract {
    protected static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MANY = 40;

    private final List<String> seen = new CopyOnWriteArrayList<>();

    /** Returns the transport, to a gateway that answers everything. */
    protected abstract Transport transport();

    /** Runs a task on the loop, at once or soon. */
    protected abstract void onLoop(Runnable task);

    /** Lets the loop turn until something is so; fails where that takes too long. */
    protected abstract void await(BooleanSupplier condition);

    /** Has the gateway end every connection, and what is under way unanswered; whoever comes then is served again. */
    protected abstract void endConnections();

    @Test
    void replies_comeOnceAndAfterTheCall() {
        onLoop(() -> {
            transport().send(request(), Transport.Spread.FILL, PATIENCE, note("sent"));
            transport().post(request(), PATIENCE, note("posted"));
            seen.add("called");
        });

        await(() -> seen.size() >= 3);
        assertThat(seen.getFirst()).isEqualTo("called");
        assertThat(seen).containsExactlyInAnyOrder("called", "sent answered", "posted answered");
    }

    @Test
    void requestsBehindOneAnother_goOverOneConnectionAndAreAnsweredInOrder() {
        List<Long> numbers = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        onLoop(() -> {
            long connection = transport().send(request(), Transport.Spread.FILL, PATIENCE, note("0"));
            numbers.add(connection);
            expected.add("0 answered");
            for (int i = 1; i < MANY; i++) {
                numbers.add(transport().sendBehind(connection, request(), PATIENCE, note(String.valueOf(i))));
                expected.add(i + " answered");
            }
        });

        await(() -> seen.size() >= MANY);
        assertThat(seen).isEqualTo(expected);
        assertThat(numbers).containsOnly(numbers.getFirst());
    }

    @Test
    void connectionWithRequestsUnderWay_isBusyUntilTheyAreAnswered() {
        List<Long> busy = new ArrayList<>();
        List<Long> sent = new ArrayList<>();
        onLoop(() -> {
            sent.add(transport().send(request(), Transport.Spread.FILL, PATIENCE, note("sent")));
            busy.addAll(transport().busy());
        });

        await(() -> seen.size() == 1);
        assertThat(busy).isEqualTo(sent);
        List<Long> idle = new ArrayList<>(List.of(-1L));
        onLoop(() -> {
            idle.clear();
            idle.addAll(transport().busy());
        });
        await(idle::isEmpty);
    }

    @Test
    void endOfAConnection_isToldBeforeTheRequestsThatItLeaves_andItsNumberIsNotUsedAgain() {
        List<Long> numbers = new ArrayList<>();
        onLoop(() -> {
            transport().onEnd(() -> seen.add("ended"));
            numbers.add(transport().send(request(), Transport.Spread.FILL, PATIENCE, note("first")));
        });
        await(() -> seen.contains("first answered"));

        onLoop(() -> {
            endConnections();
            transport().sendBehind(numbers.getFirst(), request(), PATIENCE, note("left"));
        });
        await(() -> seen.stream().anyMatch(line -> line.startsWith("left")));
        assertThat(seen).containsExactly("first answered", "ended", "left unanswered");

        onLoop(() -> numbers.add(transport().sendBehind(numbers.getFirst(), request(), PATIENCE, note("next"))));
        await(() -> seen.contains("next answered"));
        assertThat(numbers).doesNotHaveDuplicates();
    }

    private Consumer<HttpReply> note(String what) {
        return reply -> seen.add(what + (reply instanceof HttpReply.Answered ? " answered" : " unanswered"));
    }

    private static HttpPost request() {
        return HttpPost.json("/stations/shop/produce/single", "{}");
    }
}
