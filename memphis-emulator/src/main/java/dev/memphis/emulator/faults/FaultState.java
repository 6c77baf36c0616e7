package dev.memphis.emulator.faults;

import java.time.Duration;
import java.util.List;

/**
 * How the faults stand. Immutable.
 *
 * @param brokerUp whether the broker is there
 * @param brokerPatience how long the gateway waits for a broker that is not
 * @param brokerDelay how much longer than usual a message is on its way from the gateway to the broker
 * @param brokerTransit how long it usually is on its way
 * @param gatewayUp whether the gateway is there
 * @param latency how long each request waits before it is looked at
 * @param clockSkew how far the gateway's clock is ahead; negative if it is behind
 * @param cleaner how far the ticks of the gateway's cleaner are apart, zero for never
 * @param mostAnswers after how many answers a connection is ended, 0 for never
 * @param answers what happens to answers, at most one of each kind
 * @param lost how many messages were answered 200 and never reached the broker
 */
public record FaultState(
        boolean brokerUp,
        Duration brokerPatience,
        Duration brokerDelay,
        Duration brokerTransit,
        boolean gatewayUp,
        Duration latency,
        Duration clockSkew,
        Duration cleaner,
        int mostAnswers,
        List<AnswerFault> answers,
        long lost) {}
