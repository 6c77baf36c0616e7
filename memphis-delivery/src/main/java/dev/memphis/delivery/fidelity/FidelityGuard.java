package dev.memphis.delivery.fidelity;

import static dev.memphis.delivery.fidelity.Places.NONE;

import java.util.Arrays;
import java.util.List;

/**
 * Says whether the gateway's batches keep a value. The gateway decodes each element of a batch with Go's encoding/json
 * into {@code map[string]any} and encodes it again (contract, "Produce"); a value is kept if it is an object and comes
 * out with the same names, texts and numbers, but for whole numbers in fields that may be rounded. Order of names, blanks
 * and the way a number or character is written do not count.
 *
 * <p>One pass over the bytes, no tree. Nothing is allocated except for numbers of 16 or 17 significant digits, and where
 * a document is deeper or has more names than all before it. In doubt the answer is no, which only costs the event a
 * request of its own: for numbers below 1e-307 or from 1e308, for more than {@value NameSet#MOST} names, and once in
 * 2^64 names by accident.
 *
 * <p>Confined to one thread.
 */
public final class FidelityGuard {
    /** Says that the value is not kept, where otherwise a position is returned. */
    static final int LOST = -1;

    /** Go's decoder allows 10,000 levels (encoding/json, scanner.go, maxNestingDepth); the batch's array is the first. */
    static final int DEEPEST = 9_999;

    private static final int ARRAY = 0;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final RoundedFields rounded;
    private final NameSet names = new NameSet();
    private final Numbers numbers = new Numbers();

    /** For each open level {@link #ARRAY} or the object's number in order of opening, from 1. */
    private int[] open = new int[32];

    /** For each open level its {@link #place}. */
    private int[] places = new int[32];

    private int depth;
    private int objects;

    /** Where the value stands that is read next, as one of {@link #rounded}'s places. */
    private int place;

    /** Makes a guard that keeps everything. */
    public FidelityGuard() {
        this(new RoundedFields(List.of()));
    }

    /** Makes a guard that keeps everything but the whole numbers in some fields. */
    public FidelityGuard(RoundedFields rounded) {
        this.rounded = rounded;
    }

    /** Returns whether a batch keeps the value. */
    public boolean keeps(byte[] json) {
        return keeps(json, 0, json.length);
    }

    /** Returns whether a batch keeps the value in a part of an array. */
    public boolean keeps(byte[] json, int offset, int length) {
        int end = offset + length;
        int start = Blanks.skip(json, offset, end);
        if (start == end || json[start] != '{') {
            return false;
        }
        names.clear();
        depth = 0;
        objects = 0;
        place = rounded.top(json, start, end);
        int at = document(json, start, end);
        return at != LOST && Blanks.skip(json, at, end) == end;
    }

    /** Reads values and what stands between them until everything that was opened is closed. */
    private int document(byte[] json, int start, int end) {
        int at = start;
        do {
            int opened = depth;
            at = value(json, at, end);
            if (at != LOST && depth > opened) {
                at = firstInside(json, at, end);
            } else if (at != LOST) {
                at = between(json, at, end);
            }
        } while (at != LOST && depth > 0);
        return at;
    }

    /** Reads a scalar, or only the opening bracket of an object or array. */
    private int value(byte[] json, int at, int end) {
        if (at == end) {
            return LOST;
        }
        return switch (json[at]) {
            case '"' -> Strings.skip(json, at + 1, end);
            case '{' -> push(++objects, at);
            case '[' -> push(ARRAY, at);
            case 't' -> literal(TRUE, json, at, end);
            case 'f' -> literal(FALSE, json, at, end);
            case 'n' -> literal(NULL, json, at, end);
            default -> numbers.skip(json, at, end, mayRound());
        };
    }

    /** Reads on after an opening bracket: to the first value, or over the closing bracket and what follows it. */
    private int firstInside(byte[] json, int from, int end) {
        int at = Blanks.skip(json, from, end);
        if (at == end) {
            return LOST;
        }
        if (json[at] == closing()) {
            depth--;
            return between(json, at + 1, end);
        }
        return inObject() ? name(json, at, end) : at;
    }

    /** Reads on after a value: over closing brackets, to the next value or the document's end. */
    private int between(byte[] json, int from, int end) {
        int at = from;
        while (depth > 0) {
            at = Blanks.skip(json, at, end);
            if (at == end) {
                return LOST;
            }
            if (json[at] == ',') {
                return next(json, at + 1, end);
            }
            if (json[at] != closing()) {
                return LOST;
            }
            depth--;
            at++;
        }
        return at;
    }

    private int next(byte[] json, int from, int end) {
        int at = Blanks.skip(json, from, end);
        if (inObject()) {
            return name(json, at, end);
        }
        place = places[depth - 1];
        return at;
    }

    /** Reads a name that its object has not had before, and the colon; returns where the value begins. */
    private int name(byte[] json, int from, int end) {
        if (from == end || json[from] != '"') {
            return LOST;
        }
        long hash = NameSet.seed(open[depth - 1]);
        int at = from + 1;
        while (at < end && Strings.isPlain(json[at])) {
            hash = NameSet.mix(hash, json[at++]);
        }
        if (at == end || json[at] != '"') {
            at = Strings.skip(json, from + 1, end);
            if (at == LOST) {
                return LOST;
            }
            hash = EscapedName.hash(NameSet.seed(open[depth - 1]), json, from + 1, at - 1);
            int object = places[depth - 1];
            place = object == NONE ? NONE : rounded.places().escapedField(object, json, from + 1, at - 1);
        } else {
            int object = places[depth - 1];
            place = object == NONE ? NONE : rounded.places().field(object, json, from + 1, at);
            at++;
        }
        return names.add(hash) ? colon(json, at, end) : LOST;
    }

    private static int colon(byte[] json, int from, int end) {
        int at = Blanks.skip(json, from, end);
        return at == end || json[at] != ':' ? LOST : Blanks.skip(json, at + 1, end);
    }

    private static int literal(byte[] word, byte[] json, int at, int end) {
        int after = at + word.length;
        return after <= end && Arrays.equals(word, 0, word.length, json, at, after) ? after : LOST;
    }

    private int push(int level, int at) {
        if (depth == DEEPEST) {
            return LOST;
        }
        if (depth == open.length) {
            open = Arrays.copyOf(open, Math.min(2 * depth, DEEPEST));
            places = Arrays.copyOf(places, open.length);
        }
        places[depth] = place;
        open[depth++] = level;
        return at + 1;
    }

    private boolean mayRound() {
        return place != NONE && rounded.places().isRounded(place);
    }

    private boolean inObject() {
        return open[depth - 1] != ARRAY;
    }

    private byte closing() {
        return (byte) (inObject() ? '}' : ']');
    }
}
