package dev.memphis.benchmark.cell;

import dev.memphis.benchmark.wire.Arrivals;
import dev.memphis.benchmark.wire.InstantGateway;
import java.io.IOException;
import java.net.URI;

/** The instant gateway. */
final class InstantReceiver implements GatewayReceiver {
    private final InstantGateway gateway;

    InstantReceiver() throws IOException {
        gateway = InstantGateway.start();
    }

    @Override
    public URI gateway() {
        return gateway.uri();
    }

    @Override
    public String station() {
        return "benchmark";
    }

    @Override
    public long count() {
        return gateway.arrivals().look().events();
    }

    @Override
    public Arrived arrived() {
        Arrivals.Look look = gateway.arrivals().look();
        return new Arrived(look.events(), look.firstMicros(), look.lastMicros());
    }

    @Override
    public long[] latencies() {
        return gateway.arrivals().latencies();
    }

    @Override
    public Long requests() {
        return gateway.arrivals().look().requests();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
