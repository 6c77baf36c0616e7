package dev.memphis.delivery;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.fidelity.FidelityGuard;
import dev.memphis.delivery.fidelity.RoundedFields;
import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.protocol.Gateway;
import dev.memphis.delivery.transport.Loop;
import dev.memphis.delivery.transport.Transport;
import dev.memphis.delivery.turns.GatewayTurns;
import dev.memphis.delivery.writer.BatchFitness;
import dev.memphis.delivery.writer.DeadLetters;
import dev.memphis.delivery.writer.DeliveryException;
import dev.memphis.delivery.writer.DeliveryListener;
import dev.memphis.delivery.writer.DeliveryStoppedException;
import dev.memphis.delivery.writer.Settlement;
import dev.memphis.delivery.writer.Writer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The sequence of events between the threads of a host and the loop, on which the writer works: what was taken, how much
 * room there is, how far all is settled. Safe from any thread.
 */
public final class EventStream implements Settlement {
    /** Four of Debezium's batches by default: what the far gateway's round trips have to be filled with. */
    private static final int MOST_EVENTS = 8192;

    private final Loop loop;
    private final long mostBytes;
    private final Writer writer;

    private final Object lock = new Object();
    private List<Event> incoming = new ArrayList<>();
    private long taken;
    private long bytes;
    private long settled;
    private boolean open;
    /** Null for as long as it has not ended. */
    private @Nullable RuntimeException end;

    private volatile Runnable onProgress = () -> {};

    /**
     * @param turns of those who talk to the same gateway
     * @param deadLetters where the host wants events that can never be accepted
     */
    public EventStream(
            MemphisConfig config,
            Loop loop,
            Transport transport,
            Clock clock,
            RandomGenerator random,
            GatewayTurns turns,
            Optional<DeadLetters> deadLetters,
            DeliveryListener listener) {
        this.loop = loop;
        this.mostBytes = config.delivery().maxInFlightBytes();
        this.writer = new Writer(
                config,
                loop,
                new Gateway(transport, loop, config, clock, random),
                fitness(config.delivery()),
                clock,
                random,
                turns,
                deadLetters,
                listener,
                this);
    }

    private static BatchFitness fitness(DeliveryConfig config) {
        FidelityGuard guard = new FidelityGuard(new RoundedFields(config.batchRoundedFields().stream()
                .flatMap(field -> field.places().stream())
                .toList()));
        return switch (config.batchMode()) {
            case AUTO -> (event, body) -> isJson(event) && guard.keeps(body);
            case ALWAYS -> (event, body) -> isJson(event) && body.length > 0 && body[0] == '{';
            case NEVER -> (event, body) -> false;
        };
    }

    private static boolean isJson(Event event) {
        return event.contentType().equals("application/json");
    }

    /**
     * Logs in and asks for a first receipt; returns when that is done, or after a while.
     *
     * @throws DeliveryException if it can never be done
     */
    public void open(Duration patience) throws InterruptedException {
        start();
        await(() -> open, patience);
    }

    /** Begins to log in; before anything else. */
    public void start() {
        loop.execute(writer::start);
    }

    /** Takes events from the front, as many as there is room for; one always has room where none is under way. */
    public Taken offer(List<Event> events) {
        synchronized (lock) {
            checkEnd();
            int took = 0;
            long first = taken + 1;
            boolean wake = incoming.isEmpty();
            while (took < events.size() && hasRoom()) {
                Event event = events.get(took++);
                taken++;
                bytes += event.sizeHint();
                incoming.add(event);
            }
            if (wake && took > 0) {
                loop.execute(this::handOver);
            }
            return new Taken(first, took);
        }
    }

    private void handOver() {
        List<Event> events;
        long first;
        synchronized (lock) {
            events = incoming;
            first = taken - events.size() + 1;
            incoming = new ArrayList<>();
        }
        writer.add(first, events);
    }

    /** Says whether there is room for an event. */
    public boolean hasRoom() {
        synchronized (lock) {
            return taken == settled || (taken - settled < MOST_EVENTS && bytes < mostBytes);
        }
    }

    /** Returns the number of the newest event that was taken. */
    public long taken() {
        synchronized (lock) {
            return taken;
        }
    }

    /** Returns the mark. */
    public long settled() {
        synchronized (lock) {
            checkEnd();
            return settled;
        }
    }

    /** Waits for a condition, which only progress can change; returns whether it holds. */
    public boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (lock) {
            while (true) {
                checkEnd();
                if (condition.getAsBoolean()) {
                    return true;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                lock.wait(left / 1_000_000 + 1);
            }
        }
    }

    private void checkEnd() {
        if (end instanceof DeliveryStoppedException) {
            throw new DeliveryStoppedException();
        }
        if (end instanceof DeliveryException) {
            throw new DeliveryException(String.valueOf(end.getMessage()));
        }
        if (end != null) {
            throw new IllegalStateException("an error in the sink itself, please report it", end);
        }
    }

    /** Says whom to tell of progress, on the loop. */
    public void onProgress(Runnable told) {
        onProgress = told;
    }

    /** Ends at once. */
    public void close() {
        ended(Optional.empty());
        loop.execute(writer::close);
    }

    /** Ends because of an error on the loop. */
    public void fail(Throwable error) {
        writer.fail(error);
    }

    // ---------------------------------------------------------------- told by the writer

    @Override
    public void opened() {
        change(() -> open = true);
    }

    @Override
    public void settled(long mark, long freed) {
        change(() -> {
            settled = mark;
            bytes -= freed;
        });
    }

    @Override
    public void ended(Optional<RuntimeException> reason) {
        change(() -> {
            if (end == null) {
                end = reason.orElseGet(DeliveryStoppedException::new);
            }
        });
    }

    private void change(Runnable news) {
        synchronized (lock) {
            news.run();
            lock.notifyAll();
        }
        onProgress.run();
    }
}
