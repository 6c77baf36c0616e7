package dev.memphis.delivery.options;

import dev.memphis.delivery.options.BadValueException.Complaint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Names of fields from an event's top inwards, {@code after.created_ns}; arrays on the way are not named. Immutable.
 *
 * @param names at least one, none empty
 */
public record FieldPath(List<String> names) {
    /** What a list of paths must be, for a message. */
    public static final String RULE =
            "names of fields, separated by commas, with dots before a field inside another: ts_ns,after.created_ns";

    /** Debezium's own block of each envelope, whose fields a name alone stands for too. */
    private static final String SOURCE = "source";

    /** What JSONPath, JSON Pointer and patterns have beside names: none of them is meant here. */
    private static final String NO_NAMES = "*[]\"\\";

    public FieldPath {
        names = List.copyOf(names);
    }

    /**
     * Returns the paths of a comma list; at least one, none twice.
     *
     * @throws BadValueException if one of them is none, or is there twice
     */
    public static List<FieldPath> read(String text) throws BadValueException {
        List<FieldPath> paths = new ArrayList<>();
        List<Complaint> complaints = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            try {
                FieldPath path = path(part.strip());
                if (paths.contains(path)) {
                    throw new BadValueException(part.strip(), "must be given once, but is there twice");
                }
                paths.add(path);
            } catch (BadValueException e) {
                complaints.addAll(e.complaints());
            }
        }
        if (!complaints.isEmpty()) {
            throw new BadValueException(complaints);
        }
        return List.copyOf(paths);
    }

    private static FieldPath path(String text) throws BadValueException {
        if (text.isEmpty()) {
            throw new BadValueException(
                    text, "must name a field, but there is nothing between two commas or at an end");
        }
        if (text.startsWith("$") || text.startsWith("/") || text.chars().anyMatch(FieldPath::isNoName)) {
            throw new BadValueException(
                    text, "must name fields as they stand in the event, with dots between: after.created_ns");
        }
        FieldPath path = new FieldPath(List.of(text.split("\\.", -1)));
        if (path.names.contains("")) {
            throw new BadValueException(text, "must have a name on both sides of each dot: after.created_ns");
        }
        return path;
    }

    private static boolean isNoName(int c) {
        return Character.isISOControl(c) || NO_NAMES.indexOf(c) >= 0;
    }

    /** Returns the places that are meant: of a name alone the event's top and, in an envelope of Debezium's, its source. */
    public Set<List<String>> places() {
        return names.size() == 1 ? Set.of(names, List.of(SOURCE, names.getFirst())) : Set.of(names);
    }

    /** Returns the path as a user writes it. */
    @Override
    public String toString() {
        return String.join(".", names);
    }
}
