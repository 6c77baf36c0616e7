package dev.memphis.delivery.fidelity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A place in a document at which a whole number may be rounded, or that is on the way to one. Immutable. */
final class Place {
    private final boolean rounded;
    private final byte[][] names;
    private final Place[] inside;

    private Place(Collection<List<String>> places) {
        rounded = places.contains(List.of());
        TreeMap<String, List<List<String>>> byName = places.stream()
                .filter(place -> !place.isEmpty())
                .collect(Collectors.groupingBy(
                        List::getFirst,
                        TreeMap::new,
                        Collectors.mapping(place -> place.subList(1, place.size()), Collectors.toList())));
        names = byName.keySet().stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        inside = byName.values().stream().map(Place::new).toArray(Place[]::new);
    }

    /** Returns the top of some places, or null if there are none. */
    static Place of(Collection<List<String>> places) {
        return places.isEmpty() ? null : new Place(places);
    }

    /** Returns whether a whole number here may be rounded. */
    boolean isRounded() {
        return rounded;
    }

    /** Returns the place of the field with a name that is written without escapes, or null if there is none to look for. */
    Place field(byte[] json, int from, int quote) {
        for (int i = 0; i < names.length; i++) {
            byte[] name = names[i];
            if (name.length == quote - from && Arrays.equals(name, 0, name.length, json, from, quote)) {
                return inside[i];
            }
        }
        return null;
    }

    /** The same for a name that may have escapes. */
    Place escapedField(byte[] json, int from, int quote) {
        for (int i = 0; i < names.length; i++) {
            if (EscapedName.is(names[i], json, from, quote)) {
                return inside[i];
            }
        }
        return null;
    }
}
