package dev.memphis.emulator.gateway;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.faults.AnswerFault;
import dev.memphis.emulator.faults.Durations;
import dev.memphis.emulator.faults.FaultState;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Everything that can go wrong, and its switches. Confined to the emulator's loop. */
public final class FaultSwitches {
    private final Vertx vertx;
    private final Broker broker;
    private final GatewayServer gateway;
    private Duration brokerPatience;
    private long outage;

    public FaultSwitches(Vertx vertx, Broker broker, GatewayServer gateway, Duration brokerPatience) {
        this.vertx = vertx;
        this.broker = broker;
        this.gateway = gateway;
        this.brokerPatience = brokerPatience;
    }

    /** The broker dies, if it is up. */
    public void breakBroker() {
        if (!broker.isUp()) {
            return;
        }
        broker.setUp(false);
        duringThisOutage(brokerPatience, gateway::brokerIsGone);
    }

    /** The broker dies, or is dead, and comes back after a while. */
    public void breakBroker(Duration downFor) {
        Durations.notNegative("down for", downFor);
        breakBroker();
        duringThisOutage(downFor, this::mendBroker);
    }

    private void duringThisOutage(Duration after, Runnable then) {
        long thisOutage = outage;
        vertx.setTimer(Math.max(1, after.toMillis()), id -> {
            if (outage == thisOutage) {
                then.run();
            }
        });
    }

    public void mendBroker() {
        if (!broker.isUp()) {
            outage++;
            broker.setUp(true);
            gateway.brokerIsBack();
        }
    }

    /** How long the gateway waits for the broker, from the next outage on. */
    public void setBrokerPatience(Duration patience) {
        brokerPatience = Durations.notNegative("patience", patience);
    }

    public void setBrokerDelay(Duration delay) {
        gateway.path().setDelay(delay);
    }

    public void crashGateway(Duration downFor) {
        gateway.crash(Durations.notNegative("down for", downFor));
    }

    public void invalidateTokens() {
        gateway.invalidateTokens();
    }

    public void invalidateRefreshTokens() {
        gateway.invalidateRefreshTokens();
    }

    public void setClockSkew(Duration ahead) {
        gateway.clock().setAhead(ahead);
    }

    public void setLatency(Duration latency) {
        gateway.setLatency(latency);
    }

    public void set(AnswerFault fault) {
        gateway.strikes().set(fault);
    }

    public void clear(AnswerFault.Kind kind) {
        gateway.strikes().clear(kind);
    }

    /** Puts everything right that is switched; what is lost stays lost. */
    public void mend() {
        mendBroker();
        setBrokerDelay(Duration.ZERO);
        setLatency(Duration.ZERO);
        setClockSkew(Duration.ZERO);
        gateway.strikes().clear();
    }

    /** Returns how many messages were answered 200 and never reached the broker. */
    public long lost() {
        return gateway.lost();
    }

    /** Returns how everything stands. */
    public FaultState state() {
        return new FaultState(
                broker.isUp(),
                brokerPatience,
                gateway.path().delay(),
                gateway.isUp(),
                gateway.latency(),
                gateway.clock().ahead(),
                gateway.strikes().all(),
                gateway.lost());
    }
}
