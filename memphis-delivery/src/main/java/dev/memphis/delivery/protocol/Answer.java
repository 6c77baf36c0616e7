package dev.memphis.delivery.protocol;

import java.time.Duration;
import java.util.Optional;

/**
 * A whole answer of the gateway, or of something between it and us. Immutable.
 *
 * @param body as text, at most a few kilobytes of it
 * @param retryAfter what a Retry-After header asks for
 */
public record Answer(int status, String body, Optional<Duration> retryAfter) {}
