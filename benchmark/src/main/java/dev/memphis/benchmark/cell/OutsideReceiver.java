package dev.memphis.benchmark.cell;

import dev.memphis.benchmark.wire.Arrivals;
import dev.memphis.quickstart.memphis.Management;
import java.net.URI;

/**
 * A running Memphis, with a station of its own for each cell. An event has arrived when the management API counts it, so
 * times are known as exactly as it is asked; latencies are not.
 */
final class OutsideReceiver implements Receiver {
    private final URI gateway;
    private final Management management;
    private final String station;
    private long events;
    private long first;
    private long last;

    OutsideReceiver(URI gateway, URI managementApi, String rootPassword, String station) throws InterruptedException {
        this.gateway = gateway;
        this.management = Management.logIn(managementApi, rootPassword);
        this.station = station;
        management.addUser(Sink.USER, Sink.PASSWORD);
        management.createStation(station);
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
        long now = management.messages(station);
        if (now > events) {
            last = Arrivals.micros();
            first = events == 0 ? last : first;
            events = now;
        }
        return now;
    }

    @Override
    public Arrived arrived() {
        return new Arrived(events, first, last);
    }

    @Override
    public long[] latencies() {
        return new long[0];
    }

    @Override
    public Long requests() {
        return null;
    }

    @Override
    public void close() {
        // It was there before, and its stations stay for a look.
    }
}
