package io.debezium.server.memphis;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The columns that Debezium's transforms add to a flattened row and that hold a time of Debezium's own clock: {@code ts_ms} of the
 * envelope, and that of the source, which a snapshot makes up, each also in its finer units. Read off the configuration,
 * since {@code add.fields.prefix} and {@code add.fields=ts_ms:captured} name them freely (Debezium,
 * AbstractExtractNewRecordState.FieldReference). Immutable.
 */
record AddedTimes(Set<String> columns) {
    private static final Set<String> TRANSFORMS = Set.of(
            "io.debezium.transforms.ExtractNewRecordState",
            "io.debezium.connector.mongodb.transforms.ExtractNewDocumentState");

    AddedTimes {
        columns = Set.copyOf(columns);
    }

    /** Returns those with the names that they have by default. */
    static AddedTimes ofDefaults() {
        return new AddedTimes(Set.of());
    }

    /**
     * Reads them.
     *
     * @param text finds a property
     * @param before what the names of Debezium's properties begin with in that configuration
     */
    static AddedTimes of(Function<String, Optional<String>> text, String before) {
        Set<String> columns = new HashSet<>();
        words(text.apply(before + "transforms")).forEach(name -> {
            String transform = before + "transforms." + name + ".";
            if (text.apply(transform + "type").filter(TRANSFORMS::contains).isPresent()) {
                String prefix = text.apply(transform + "add.fields.prefix").orElse("__");
                words(text.apply(transform + "add.fields"))
                        .filter(AddedTimes::isTime)
                        .map(field -> prefix + column(field))
                        .forEach(columns::add);
            }
        });
        return new AddedTimes(columns);
    }

    private static Stream<String> words(Optional<String> list) {
        return list.stream()
                .flatMap(words -> Arrays.stream(words.split(",", -1)))
                .map(String::strip)
                .filter(word -> !word.isEmpty());
    }

    private static boolean isTime(String field) {
        return field.matches("(source\\.)?ts_[mun]s(:.*)?");
    }

    private static String column(String field) {
        int given = field.indexOf(':');
        return given < 0 ? field.replace('.', '_') : field.substring(given + 1);
    }

    /** Returns whether a column of a flattened row holds such a time. */
    boolean has(String column) {
        return columns.contains(column) || column.matches("__(source_)?ts_[mun]s");
    }
}
