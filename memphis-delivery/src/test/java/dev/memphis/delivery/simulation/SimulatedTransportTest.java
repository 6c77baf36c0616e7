package dev.memphis.delivery.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.transport.Transport;
import dev.memphis.delivery.transport.TransportContract;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The simulation's network, without faults. */
class SimulatedTransportTest extends TransportContract {
    private final SimulatedLoop loop = new SimulatedLoop();
    private final SimulatedGateway gateway = new SimulatedGateway(
            loop, new Random(1), new SimulatedBroker(loop, new Random(2)), Duration.ofHours(1), false, Set.of());
    private final SimulatedTransport transport =
            new SimulatedTransport(loop, new Random(3), gateway, SimulatedTransport.Faults.NONE);

    @Override
    protected Transport transport() {
        return transport;
    }

    @Override
    protected void onLoop(Runnable task) {
        loop.execute(task);
    }

    @Override
    protected void await(BooleanSupplier condition) {
        assertThat(loop.runUntil(condition, PATIENCE)).isTrue();
    }

    @Override
    protected void endConnections() {
        transport.processEnded();
    }
}
