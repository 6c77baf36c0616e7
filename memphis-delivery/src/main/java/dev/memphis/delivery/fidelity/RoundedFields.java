package dev.memphis.delivery.fidelity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The fields whose whole numbers may be rounded. Where a document begins with its schema, as Kafka's JsonConverter writes
 * it, <code>{"schema":{…},"payload":…}</code>, they are looked for inside the payload too. Immutable.
 */
public final class RoundedFields {
    private static final byte[] SCHEMA = "\"schema\"".getBytes(StandardCharsets.US_ASCII);
    private static final String PAYLOAD = "payload";

    private final Places places = new Places();
    private final int top;
    private final int topBesideSchema;

    /** @param paths each the names of fields from the top inwards */
    public RoundedFields(Collection<List<String>> paths) {
        List<List<String>> besideSchema = new ArrayList<>(paths);
        for (List<String> path : paths) {
            List<String> inside = new ArrayList<>(path);
            inside.addFirst(PAYLOAD);
            besideSchema.add(inside);
        }
        top = places.add(paths);
        topBesideSchema = places.add(besideSchema);
    }

    Places places() {
        return places;
    }

    /** Returns the place of a document's top. */
    int top(byte[] json, int start, int end) {
        return top != Places.NONE && beginsWithSchema(json, start, end) ? topBesideSchema : top;
    }

    private static boolean beginsWithSchema(byte[] json, int start, int end) {
        int name = Blanks.skip(json, start + 1, end);
        int behind = name + SCHEMA.length;
        if (behind > end || !Arrays.equals(SCHEMA, 0, SCHEMA.length, json, name, behind)) {
            return false;
        }
        int colon = Blanks.skip(json, behind, end);
        int value = colon < end && json[colon] == ':' ? Blanks.skip(json, colon + 1, end) : end;
        return value < end && json[value] == '{';
    }
}
