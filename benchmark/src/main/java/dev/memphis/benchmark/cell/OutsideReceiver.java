package dev.memphis.benchmark.cell;

import dev.memphis.benchmark.source.ChangeStream;
import dev.memphis.benchmark.wire.Arrivals;
import dev.memphis.client.ManagementApi;
import dev.memphis.client.http.CallException;
import dev.memphis.testbed.Problem;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A running Memphis, with a station of its own for each cell. An event has arrived when the management API counts it, so
 * times are known as exactly as it is asked. Changes of a stream are read back through the gateway, which tells their latency.
 */
final class OutsideReceiver implements GatewayReceiver {
    private static final String LISTENER = "benchmark-listener";

    private final URI gateway;
    private final ManagementApi management;
    private final String station;
    private final @Nullable StationListener listener;
    private long events;
    private long first;
    private long last;

    /** @param pace how changes come; null where none do */
    OutsideReceiver(Bench.Outside memphis, String station, ChangeStream.@Nullable Pace pace)
            throws InterruptedException {
        this.gateway = memphis.gateway();
        this.station = station;
        try {
            this.management = ManagementApi.logIn(memphis.management(), "root", memphis.rootPassword());
            management.addUser(Sink.USER, Sink.PASSWORD);
            management.addUser(LISTENER, Sink.PASSWORD);
            management.createStation(station);
            this.listener =
                    pace == null ? null : StationListener.start(gateway, LISTENER, Sink.PASSWORD, station, pace);
        } catch (CallException e) {
            throw new Problem(e.getMessage(), e);
        }
    }

    @Override
    public URI gateway() {
        return gateway;
    }

    @Override
    public String station() {
        return station;
    }

    @Override
    public long count() throws InterruptedException {
        long now = messages();
        if (now > events) {
            last = Arrivals.micros();
            first = events == 0 ? last : first;
            events = now;
        }
        return now;
    }

    private long messages() throws InterruptedException {
        try {
            return management.messages(station);
        } catch (CallException e) {
            throw new Problem(e.getMessage(), e);
        }
    }

    @Override
    public Arrived arrived() {
        if (listener != null) {
            // Nobody asks the management API while changes come.
            Arrivals.Look read = listener.look();
            return new Arrived(events, read.firstMicros(), read.lastMicros());
        }
        return new Arrived(events, first, last);
    }

    @Override
    public long[] latencies() {
        return listener == null ? new long[0] : listener.latencies();
    }

    @Override
    public @Nullable Long requests() {
        return null;
    }

    @Override
    public void close() {
        if (listener != null) {
            listener.close();
        }
        // Memphis was there before, and its stations stay for a look.
        management.close();
    }
}
