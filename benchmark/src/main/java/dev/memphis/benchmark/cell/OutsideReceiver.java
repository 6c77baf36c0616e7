package dev.memphis.benchmark.cell;

import dev.memphis.benchmark.wire.Arrivals;
import dev.memphis.client.ManagementApi;
import dev.memphis.client.http.CallException;
import dev.memphis.testbed.Problem;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A running Memphis, with a station of its own for each cell. An event has arrived when the management API counts it, so
 * times are known as exactly as it is asked; latencies are not.
 */
final class OutsideReceiver implements GatewayReceiver {
    private final URI gateway;
    private final ManagementApi management;
    private final String station;
    private long events;
    private long first;
    private long last;

    OutsideReceiver(URI gateway, URI managementApi, String rootPassword, String station) throws InterruptedException {
        this.gateway = gateway;
        this.station = station;
        try {
            this.management = ManagementApi.logIn(managementApi, "root", rootPassword);
            management.addUser(Sink.USER, Sink.PASSWORD);
            management.createStation(station);
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
        return new Arrived(events, first, last);
    }

    @Override
    public long[] latencies() {
        return new long[0];
    }

    @Override
    public @Nullable Long requests() {
        return null;
    }

    @Override
    public void close() {
        // Memphis was there before, and its stations stay for a look.
        management.close();
    }
}
