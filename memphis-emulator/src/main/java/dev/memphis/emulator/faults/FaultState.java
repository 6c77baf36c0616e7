package dev.memphis.emulator.faults;

import java.time.Duration;
import java.util.List;

/**
 * How the faults stand. Immutable.
 *
 * @param brokerDelay how long a message is on its way from the gateway to the broker
 * @param clockSkew how far the gateway's clock is ahead; negative if it is behind
 * @param lost how many messages were answered 200 and never reached the broker
 */
public record FaultState(
        boolean brokerUp,
        Duration brokerPatience,
        Duration brokerDelay,
        boolean gatewayUp,
        Duration latency,
        Duration clockSkew,
        List<AnswerFault> answers,
        long lost) {}
