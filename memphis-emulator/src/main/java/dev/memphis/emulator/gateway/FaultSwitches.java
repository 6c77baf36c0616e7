package dev.memphis.emulator.gateway;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.faults.AnswerFault;
import dev.memphis.emulator.faults.Durations;
import dev.memphis.emulator.faults.FaultState;
import dev.memphis.emulator.faults.SkewedClock;
import dev.memphis.emulator.process.BrokerPath;
import dev.memphis.emulator.process.Cleaner;
import dev.memphis.emulator.process.GatewayLife;
import dev.memphis.emulator.process.Tokens;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/** Everything that can go wrong, and its switches. Confined to the emulator's loop. */
public final class FaultSwitches {
    private final Vertx vertx;
    private final Broker broker;
    private final GatewayLife life;
    private final BrokerPath path;
    private final Cleaner cleaner;
    private final Tokens tokens;
    private final SkewedClock clock;
    private final RequestFaults requests;
    private long outage;

    FaultSwitches(
            Vertx vertx,
            Broker broker,
            GatewayLife life,
            BrokerPath path,
            Cleaner cleaner,
            Tokens tokens,
            SkewedClock clock,
            RequestFaults requests) {
        this.vertx = vertx;
        this.broker = broker;
        this.life = life;
        this.path = path;
        this.cleaner = cleaner;
        this.tokens = tokens;
        this.clock = clock;
        this.requests = requests;
    }

    /** The broker dies, if it is up. */
    public void breakBroker() {
        if (!broker.isUp()) {
            return;
        }
        broker.setUp(false);
        duringThisOutage(path.patience(), () -> life.process().brokerIsGone());
    }

    /** The broker dies, or is dead, and comes back after a while. */
    public void breakBroker(Duration downFor) {
        Durations.notNegative("down for", downFor);
        breakBroker();
        duringThisOutage(downFor, this::mendBroker);
    }

    /**
     * The broker's process dies, if it is up, and with it what was on the gateway's connections to it; it serves again
     * after a while. The gateway's client reaches it again 3.0 to 3.1 s after it noticed the loss, not earlier.
     */
    public void restartBroker(Duration downFor) {
        Durations.notNegative("down for", downFor);
        if (broker.isUp()) {
            broker.setUp(false);
            life.process().brokerDied();
        }
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

    /** Has the broker serve again, without a delay on the way. */
    public void mendBroker() {
        if (!broker.isUp()) {
            outage++;
            broker.setUp(true);
            life.process().brokerIsBack();
        }
    }

    /** How long the gateway waits for the broker, from the next outage on. */
    public void setBrokerPatience(Duration patience) {
        path.setPatience(patience);
    }

    /** Has messages take so much longer to the broker. */
    public void setBrokerDelay(Duration delay) {
        path.setDelay(delay);
    }

    /** How long a message is on its way to the broker where nothing is wrong. */
    public void setTransit(Duration transit) {
        path.setTransit(transit);
    }

    /** Returns how long a message is on its way to the broker. */
    public Duration transit() {
        return path.transit();
    }

    /** How far the ticks of the gateway's cleaner are apart, from now on; zero for never. */
    public void setCleaner(Duration tick) {
        cleaner.setTick(tick);
    }

    /** Returns how long it is to the cleaner's next tick; empty if it has none. */
    public Optional<Duration> untilCleaner() {
        return cleaner.untilTick();
    }

    /** After how many answers a connection to the gateway is ended, 0 for never. */
    public void endConnectionsAfter(int answers) {
        requests.setMostAnswers(answers);
    }

    /** Ends the gateway's process; it is back after a while. */
    public void crashGateway(Duration downFor) {
        life.crash(Durations.notNegative("down for", downFor));
    }

    /** Has the gateway refuse the access tokens handed out so far. */
    public void invalidateTokens() {
        tokens.invalidateAccess();
    }

    /** Has the gateway refuse the refresh tokens handed out so far. */
    public void invalidateRefreshTokens() {
        tokens.invalidateRefresh();
    }

    /** Puts the gateway's clock ahead; back if negative. */
    public void setClockSkew(Duration ahead) {
        clock.setAhead(ahead);
    }

    /** Has each request wait so long before it is looked at. */
    public void setLatency(Duration latency) {
        requests.setLatency(latency);
    }

    /** Has answers fail in one way, beside the ways set before. */
    public void set(AnswerFault fault) {
        requests.strikes().set(fault);
    }

    /** Ends the faults of answers of one kind. */
    public void clear(AnswerFault.Kind kind) {
        requests.strikes().clear(kind);
    }

    /** Puts everything right that is switched; what is lost stays lost. */
    public void mend() {
        mendBroker();
        path.mend();
        requests.mend();
        setClockSkew(Duration.ZERO);
    }

    /** Returns how many messages were answered 200 and never reached the broker. */
    public long lost() {
        return path.lost();
    }

    /** Returns how everything stands. */
    public FaultState state() {
        return new FaultState(
                broker.isUp(),
                path.patience(),
                path.delay(),
                path.transit(),
                life.isUp(),
                requests.latency(),
                clock.ahead(),
                cleaner.tick(),
                requests.mostAnswers(),
                requests.strikes().all(),
                path.lost());
    }
}
