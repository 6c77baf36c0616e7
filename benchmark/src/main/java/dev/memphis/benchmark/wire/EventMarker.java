package dev.memphis.benchmark.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text that stands in every event of a benchmark exactly once, followed by the time of its commit. It lets a gateway count
 * the events of a body, whatever their form, without reading the body: the search looks at one byte in some thirty.
 * Stateless.
 */
public final class EventMarker {
    /** Followed by {@link #DIGITS} digits: microseconds since 1970, or zeros where no time is measured. */
    public static final String TEXT = "one-event-of-the-benchmark-at:";

    public static final int DIGITS = 16;

    private static final byte[] BYTES = TEXT.getBytes(StandardCharsets.US_ASCII);
    /** How far to go on when a window's last byte is this one (Horspool). */
    private static final int[] SKIP = skips();

    private EventMarker() {}

    /** Returns the marker of an event committed at a time. */
    public static String at(long micros) {
        return TEXT + String.format("%0" + DIGITS + "d", micros);
    }

    /** Told of each marker found. */
    public interface Found {
        void at(long micros);
    }

    /** Reports each marker in a part of an array. */
    public static void find(byte[] text, int from, int to, Found found) {
        int last = BYTES.length - 1;
        int position = from;
        while (position + BYTES.length + DIGITS <= to) {
            byte end = text[position + last];
            if (end == BYTES[last] && Arrays.equals(text, position, position + BYTES.length, BYTES, 0, BYTES.length)) {
                found.at(number(text, position + BYTES.length));
                position += BYTES.length + DIGITS;
            } else {
                position += SKIP[end & 0xff];
            }
        }
    }

    private static long number(byte[] text, int from) {
        long number = 0;
        for (int i = from; i < from + DIGITS; i++) {
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }

    private static int[] skips() {
        int[] skips = new int[256];
        Arrays.fill(skips, BYTES.length);
        for (int i = 0; i < BYTES.length - 1; i++) {
            skips[BYTES[i]] = BYTES.length - 1 - i;
        }
        return skips;
    }
}
