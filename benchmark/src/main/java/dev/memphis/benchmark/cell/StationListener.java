package dev.memphis.benchmark.cell;

import dev.memphis.benchmark.source.ChangeStream;
import dev.memphis.benchmark.wire.Arrivals;
import dev.memphis.benchmark.wire.EventMarker;
import dev.memphis.client.StationReader;
import dev.memphis.client.http.CallException;
import dev.memphis.delivery.protocol.Message;
import dev.memphis.testbed.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a station back through its gateway while changes arrive, to see when each can be read. A consume is answered when as many
 * messages are there as it asks for (contract, "Consume"): the last of them has just come, the others have waited for it, so
 * only the last is measured. Reads on a thread of its own.
 */
final class StationListener implements AutoCloseable {
    private static final String GROUP = "benchmark-latency";
    /** A consume takes milliseconds: more a second would fall behind what arrives. */
    private static final int READS_A_SECOND = 200;

    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofSeconds(30);

    private final StationReader reader;
    private final String station;
    private final int portion;
    private final Arrivals arrivals = new Arrivals();
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable CallException failure;

    private StationListener(StationReader reader, String station, int portion) {
        this.reader = reader;
        this.station = station;
        this.portion = portion;
        this.thread = Thread.ofPlatform().daemon().name("station-listener").start(this::listen);
    }

    /**
     * Logs in, and starts to listen. The user must be of its own: a log-in replaces the broker connection of its user, over
     * which others' receipts go (contract, "A delivery receipt").
     *
     * @throws CallException if the gateway does not answer or refuses the user
     */
    static StationListener start(URI url, String user, String password, String station, ChangeStream.Pace pace)
            throws CallException, InterruptedException {
        return new StationListener(StationReader.logIn(url, user, password, station, GROUP), station, portion(pace));
    }

    /** Returns how many messages a consume asks for: one where they are few, and never just those of a transaction. */
    static int portion(ChangeStream.Pace pace) {
        return pace.perSecond() <= READS_A_SECOND ? 1 : pace.perSecond() / READS_A_SECOND + 1;
    }

    private void listen() {
        try {
            while (!closed) {
                List<Message> read = reader.readMessages(portion, WAIT);
                long now = Arrivals.micros();
                if (read.size() == portion) {
                    arrived(read.getLast(), now);
                }
            }
        } catch (CallException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void arrived(Message message, long now) {
        byte[] text = message.text().getBytes(StandardCharsets.UTF_8);
        EventMarker.find(text, 0, text.length, committed -> arrivals.event(committed, now));
    }

    /**
     * Returns the time from commit until it was read of each change that was measured, in microseconds and ascending.
     *
     * @throws Problem if the station could not be read to the end
     */
    long[] latencies() {
        CallException failed = failure;
        if (failed != null) {
            throw new Problem("Station " + station + " could not be read back: " + failed.getMessage(), failed);
        }
        return arrivals.latencies();
    }

    /** Returns how many changes were measured or of the warm-up, and when the first and the last of them was read. */
    Arrivals.Look look() {
        return arrivals.look();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reader.close();
    }
}
