package dev.memphis.emulator;

import dev.memphis.emulator.faults.AnswerFault;
import dev.memphis.emulator.faults.FaultState;
import dev.memphis.emulator.gateway.FaultSwitches;
import java.time.Duration;

/**
 * What can go wrong, switched by hand. Each method returns once it is so, and throws {@link IllegalArgumentException}
 * where a time or number makes no sense. Thread-safe.
 */
public final class Faults {
    private final EmulatorLoop loop;
    private final FaultSwitches switches;

    Faults(EmulatorLoop loop, FaultSwitches switches) {
        this.loop = loop;
        this.switches = switches;
    }

    /**
     * The broker dies. The gateway goes on answering 200 for a while ({@link EmulatorOptions#patience}, {@link
     * #brokerPatience}) and loses what it took if the broker is not back by then; from there on it answers 500 until a
     * refresh, and log-ins 500 until it is restarted.
     */
    public void breakBroker() {
        loop.run(switches::breakBroker);
    }

    /** The broker dies and comes back after a while. Nothing is lost if that is within the gateway's patience. */
    public void breakBroker(Duration downFor) {
        loop.run(() -> switches.breakBroker(downFor));
    }

    /**
     * The broker's process is killed, and serves again after a while, as the real one does (contract, "What a receipt
     * does not prove"). What was answered 200 and was still on its way to it is lost; so is what comes in the moment (up
     * to 50 ms) in which the gateway has not noticed. What comes then is answered 200 and kept, up to 8 MB, until the
     * gateway reaches the broker again, 3.0 to 3.1 s after it noticed; its cleaner may be faster, see {@link #cleaner}.
     */
    public void restartBroker(Duration downFor) {
        loop.run(() -> switches.restartBroker(downFor));
    }

    /**
     * The broker comes back, with everything that it had stored.
     *
     * @see #mend
     */
    public void mendBroker() {
        loop.run(switches::mendBroker);
    }

    /**
     * How long the gateway waits for the broker, from the next outage on.
     *
     * @see EmulatorOptions#patience
     */
    public void brokerPatience(Duration patience) {
        loop.run(() -> switches.setBrokerPatience(patience));
    }

    /** How long a message is on its way from the gateway to the broker; a gateway that crashes loses what is on it. */
    public void brokerDelay(Duration delay) {
        loop.run(() -> switches.setBrokerDelay(delay));
    }

    /**
     * How long a message is on its way to the broker where nothing is wrong; {@link #mend} sets it back.
     *
     * @see EmulatorOptions#withTransit
     */
    public void brokerTransit(Duration transit) {
        loop.run(() -> switches.setTransit(transit));
    }

    /**
     * How far the ticks of the gateway's cleaner are apart, from now on; zero for never. At each tick, a broker
     * connection that is reconnecting is dropped: the next request makes a new one, with consumers of its own, and what
     * the old one holds is sent when it has reconnected.
     *
     * @see EmulatorOptions#cleaner
     */
    public void cleaner(Duration tick) {
        loop.run(() -> switches.setCleaner(tick));
    }

    /**
     * Returns how long it is to the cleaner's next tick.
     *
     * @throws IllegalStateException if the cleaner is switched off
     */
    public Duration untilCleaner() {
        return loop.get(switches::untilCleaner).orElseThrow(() -> new IllegalStateException("the cleaner is off"));
    }

    /**
     * Each connection is ended with its so-manieth answer, which says {@code Connection: close}, as proxies do; what is
     * pipelined behind it is neither answered nor processed. 0 for never.
     */
    public void endConnectionsAfter(int answers) {
        loop.run(() -> switches.endConnectionsAfter(answers));
    }

    /** The gateway dies: connections are dropped, what the broker had not yet is lost. It is back after a while. */
    public void crashGateway(Duration downFor) {
        loop.run(() -> switches.crashGateway(downFor));
    }

    /** The gateway refuses every access token handed out so far; refresh tokens stay good. */
    public void invalidateTokens() {
        loop.run(switches::invalidateTokens);
    }

    /** The gateway refuses every refresh token handed out so far. */
    public void invalidateRefreshTokens() {
        loop.run(switches::invalidateRefreshTokens);
    }

    /** How far the gateway's clock, which tokens and the Date header follow, is ahead; negative if it is behind. */
    public void clockSkew(Duration ahead) {
        loop.run(() -> switches.setClockSkew(ahead));
    }

    /** How long each request waits before it is looked at; those of one connection wait for each other. */
    public void latency(Duration latency) {
        loop.run(() -> switches.setLatency(latency));
    }

    /**
     * What happens to answers, from the next request on; takes the place of a fault of the same kind.
     *
     * @see #clear
     */
    public void answers(AnswerFault fault) {
        loop.run(() -> switches.set(fault));
    }

    /** Ends what happens to answers. */
    public void clear(AnswerFault.Kind kind) {
        loop.run(() -> switches.clear(kind));
    }

    /** Puts everything right that is switched on. What is lost stays lost, invalid tokens stay invalid. */
    public void mend() {
        loop.run(switches::mend);
    }

    /** Returns how all faults stand at this moment. */
    public FaultState state() {
        return loop.get(switches::state);
    }

    /** Returns how many messages the gateway answered with 200 and then lost. */
    public long lost() {
        return loop.get(switches::lost);
    }
}
