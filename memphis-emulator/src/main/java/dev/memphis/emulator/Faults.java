package dev.memphis.emulator;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.gateway.GatewayServer;
import io.vertx.core.Vertx;
import java.time.Duration;

/** What can go wrong, switched by hand. Each method returns once it is so. Thread-safe. */
public final class Faults {
    private final EmulatorLoop loop;
    private final Vertx vertx;
    private final Broker broker;
    private final GatewayServer gateway;
    private final Duration brokerPatience;
    private long outage;

    Faults(EmulatorLoop loop, Vertx vertx, Broker broker, GatewayServer gateway, Duration brokerPatience) {
        this.loop = loop;
        this.vertx = vertx;
        this.broker = broker;
        this.gateway = gateway;
        this.brokerPatience = brokerPatience;
    }

    /**
     * The broker dies. The gateway goes on answering 200 for {@link EmulatorOptions#brokerPatience} and loses what it
     * took if the broker is not back by then; from there on it answers 500 until a refresh, and log-ins 500 until it is
     * restarted.
     */
    public void breakBroker() {
        loop.run(() -> {
            if (!broker.isUp()) {
                return;
            }
            broker.setUp(false);
            long thisOutage = ++outage;
            vertx.setTimer(Math.max(1, brokerPatience.toMillis()), id -> {
                if (!broker.isUp() && outage == thisOutage) {
                    gateway.brokerIsGone();
                }
            });
        });
    }

    /** The broker comes back, with everything that it had stored. */
    public void mendBroker() {
        loop.run(() -> {
            broker.setUp(true);
            gateway.brokerIsBack();
        });
    }

    /** The gateway dies: connections are dropped, what the broker had not yet is lost. It is back after a while. */
    public void crashGateway(Duration downFor) {
        loop.run(() -> gateway.crash(downFor));
    }

    /** The gateway refuses every access token handed out so far. */
    public void invalidateTokens() {
        loop.run(gateway::invalidateTokens);
    }

    /** Returns how many messages the gateway answered with 200 and then lost. */
    public long lost() {
        return loop.get(gateway::lost);
    }
}
