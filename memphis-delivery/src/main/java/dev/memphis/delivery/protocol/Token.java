package dev.memphis.delivery.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.delivery.options.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A JSON Web Token and when it ends, by the gateway's clock. Immutable; its {@code toString} hides the token, whose
 * payload holds the password in plain text (contract, "Authenticate and refresh").
 *
 * @param expiry from the token's own {@code exp} claim; the answer's {@code expires_in} is not a duration and is ignored
 */
public record Token(Secret jwt, Instant expiry) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Three parts of base64url (RFC 7515, 7.1): what goes into a request line must have nothing that ends it. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+={0,2}(\\.[A-Za-z0-9_-]+={0,2}){2}");

    /** The end of the year 9999: no gateway means more, and times beyond cannot all be reckoned with. */
    private static final long LATEST = 253_402_300_799L;

    /**
     * Reads the expiry from the token's payload. The signature is the gateway's business and is not checked.
     *
     * @throws IllegalArgumentException if the text is not a JWT with a sensible {@code exp}
     */
    public static Token parse(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a JSON Web Token: it has " + parts.length + " parts instead of 3");
        }
        if (!FORM.matcher(jwt).matches()) {
            throw new IllegalArgumentException("not a JSON Web Token: its parts are not all of base64url's characters");
        }
        return new Token(new Secret(jwt), expiry(payload(parts[1]).path("exp")));
    }

    private static Instant expiry(JsonNode exp) {
        if (!exp.isNumber()) {
            throw new IllegalArgumentException("the JSON Web Token has no numeric exp claim");
        }
        if (!exp.canConvertToLong() || exp.asLong() < 0 || exp.asLong() > LATEST) {
            throw new IllegalArgumentException("the JSON Web Token's exp claim is no time between 1970 and 9999");
        }
        return Instant.ofEpochSecond(exp.asLong());
    }

    private static JsonNode payload(String part) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(part));
        } catch (IOException | IllegalArgumentException e) {
            // The cause is left out on purpose: a parser's message quotes the payload, and the payload the password.
            throw new IllegalArgumentException("the JSON Web Token's payload is not base64url-encoded JSON");
        }
    }

    /** Returns how long the token is good for, seen from a moment of the gateway's clock; negative once it is over. */
    public Duration left(Instant gatewayTime) {
        return Duration.between(gatewayTime, expiry);
    }
}
