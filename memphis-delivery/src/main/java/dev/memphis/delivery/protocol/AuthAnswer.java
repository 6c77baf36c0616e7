package dev.memphis.delivery.protocol;

import java.time.Instant;

/** What came of a log-in or a refresh. */
public sealed interface AuthAnswer {
    /** The gateway handed out a new pair. The tokens are as received; {@code gatewayTime} is the answer's Date header. */
    record Granted(Token access, Token refresh, Instant gatewayTime) implements AuthAnswer {
        @Override
        public String toString() {
            return "Granted";
        }
    }

    /** The gateway knows neither this user with this password nor this refresh token. */
    record Denied() implements AuthAnswer {}

    /** The gateway does not accept the request as such; asking again will not help. */
    record Refused(String reason) implements AuthAnswer {}

    /** The gateway or its broker is away; ask again later. */
    record Unavailable(String reason) implements AuthAnswer {}
}
