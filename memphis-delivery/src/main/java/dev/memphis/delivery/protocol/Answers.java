package dev.memphis.delivery.protocol;

import dev.memphis.delivery.transport.HttpReply;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what matters out of an HTTP answer. Stateless. */
final class Answers {
    /** A violation of a schema quotes what violates it: an error may be as long as an event. */
    private static final int LONGEST_BODY = 2 << 20;

    private Answers() {}

    static Answer read(HttpReply.Answered reply) {
        String body = new String(reply.body(), 0, Math.min(reply.body().length, LONGEST_BODY), StandardCharsets.UTF_8);
        return new Answer(reply.status(), body, retryAfter(reply.header().apply("Retry-After"), Clock.systemUTC()));
    }

    /** Reads Retry-After in both its forms, seconds and a date (RFC 9110, 10.2.3); what cannot be read is no wish. */
    static Optional<Duration> retryAfter(@Nullable String value, Clock clock) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(value.strip()))));
        } catch (NumberFormatException e) {
            return httpDate(value)
                    .map(date -> Duration.between(clock.instant(), date))
                    .filter(Duration::isPositive);
        }
    }

    /** Returns the answer's Date header (RFC 9110, 6.6.1). */
    static Optional<Instant> date(HttpReply.Answered reply) {
        return Optional.ofNullable(reply.header().apply("Date")).flatMap(Answers::httpDate);
    }

    private static Optional<Instant> httpDate(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
