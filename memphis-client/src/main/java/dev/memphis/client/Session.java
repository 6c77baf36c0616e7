package dev.memphis.client;

import dev.memphis.delivery.protocol.Token;
import java.time.Instant;
import java.util.Optional;

/**
 * What a log-in brought. Immutable.
 *
 * @param gatewayTime the gateway's clock when it answered, to the second
 */
public record Session(Token access, Token refresh, Optional<Instant> gatewayTime) {}
