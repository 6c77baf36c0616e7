package dev.memphis.delivery.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may be logged of why an event was refused: a violated schema quotes values of the event, the log has none. Stateless.
 */
public final class Violation {
    private static final String PREFIX = "Schema validation has failed";

    /** Of a JSON schema's violation the two places are kept, in the event and in the schema (contract, "Answers, exactly"). */
    private static final Pattern PLACES =
            Pattern.compile(PREFIX + ": jsonschema: ('[^']*' does not validate with )[^\\s#]*(#[^\\s:]*): .*");

    private Violation() {}

    /** Returns the reason without what it quotes of the event. */
    public static String withoutValues(String reason) {
        if (!reason.startsWith(PREFIX)) {
            return reason;
        }
        Matcher places = PLACES.matcher(reason);
        return places.matches() ? PREFIX + ": " + places.group(1) + places.group(2) : PREFIX;
    }
}
