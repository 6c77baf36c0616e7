package dev.memphis.delivery.fidelity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Places in documents at which a whole number may be rounded, and those on the way to them. Each has a number, so that a
 * reader can remember one for each level at no cost. Immutable once they are made.
 */
final class Places {
    /** The place of all values that are none of these. */
    static final int NONE = 0;

    private final List<Place> all = new ArrayList<>();

    /** @param inside for each name the number of the place there */
    private record Place(boolean rounded, byte[][] names, int[] inside) {}

    Places() {
        all.add(new Place(false, new byte[0][], new int[0]));
    }

    /**
     * Adds a tree of places; returns the number of its top, {@link #NONE} if it is empty.
     *
     * @param paths each the names of fields from the top inwards
     */
    int add(Collection<List<String>> paths) {
        if (paths.isEmpty()) {
            return NONE;
        }
        TreeMap<String, List<List<String>>> byName = paths.stream()
                .filter(path -> !path.isEmpty())
                .collect(Collectors.groupingBy(
                        List::getFirst,
                        TreeMap::new,
                        Collectors.mapping(path -> path.subList(1, path.size()), Collectors.toList())));
        byte[][] names = byName.keySet().stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        int[] inside = byName.values().stream().mapToInt(this::add).toArray();
        all.add(new Place(paths.contains(List.of()), names, inside));
        return all.size() - 1;
    }

    /** Returns whether a whole number at a place may be rounded. */
    boolean isRounded(int place) {
        return all.get(place).rounded;
    }

    /** Returns the place of a field whose name is written without escapes. */
    int field(int object, byte[] json, int from, int quote) {
        Place place = all.get(object);
        for (int i = 0; i < place.names.length; i++) {
            byte[] name = place.names[i];
            if (name.length == quote - from && isSame(name, json, from)) {
                return place.inside[i];
            }
        }
        return NONE;
    }

    /** Names such as ts_ms and ts_ns differ at their ends. */
    private static boolean isSame(byte[] name, byte[] json, int from) {
        int last = name.length - 1;
        while (last >= 0 && name[last] == json[from + last]) {
            last--;
        }
        return last < 0;
    }

    /** Returns the place of a field whose name may be written with escapes. */
    int escapedField(int object, byte[] json, int from, int quote) {
        Place place = all.get(object);
        for (int i = 0; i < place.names.length; i++) {
            if (EscapedName.is(place.names[i], json, from, quote)) {
                return place.inside[i];
            }
        }
        return NONE;
    }
}
