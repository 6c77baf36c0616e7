package dev.memphis.cli.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which tables Debezium captures: lists of regular expressions that must match a whole name, in any case of letters (Debezium's
 * documentation of table.include.list). Immutable.
 *
 * @param tables for tables, or empty for all
 * @param spaces for schemas or databases, or empty for all
 */
public record TableFilter(Rule tables, Rule spaces) {
    /**
     * A list that takes what it matches, or one that leaves it out.
     *
     * @param list the property, for messages
     */
    public record Rule(String list, List<Pattern> patterns, boolean takes) {
        static Rule of(SourceSettings settings, String what) {
            Optional<String> included = settings.text(what + ".include.list");
            String list = what + (included.isPresent() ? ".include.list" : ".exclude.list");
            List<Pattern> patterns =
                    settings.text(list).map(text -> compiled(list, text)).orElse(List.of());
            return new Rule(SourceSettings.name(list), patterns, included.isPresent());
        }

        boolean allows(String name) {
            return patterns.isEmpty()
                    || takes
                            == patterns.stream()
                                    .anyMatch(pattern -> pattern.matcher(name).matches());
        }
    }

    /** @throws IllegalArgumentException if an entry is no regular expression */
    static TableFilter of(SourceSettings settings) {
        String space = settings.connector().hasSchemas() ? "schema" : "database";
        return new TableFilter(Rule.of(settings, "table"), Rule.of(settings, space));
    }

    private static List<Pattern> compiled(String list, String text) {
        return Arrays.stream(text.split("(?<!\\\\),", -1))
                .map(entry -> entry.replace("\\,", ",").strip())
                .filter(entry -> !entry.isEmpty())
                .map(entry -> pattern(list, entry))
                .toList();
    }

    private static Pattern pattern(String list, String entry) {
        try {
            return Pattern.compile(entry, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    SourceSettings.name(list) + ": '" + entry + "' is no regular expression: "
                            + e.getDescription().toLowerCase(Locale.ROOT),
                    e);
        }
    }

    /** Returns whether a table is captured. */
    public boolean captures(Table table) {
        return spaces.allows(table.space()) && tables.allows(table.full());
    }

    /** Returns the entries of the include list that match none of the tables. */
    public List<String> without(List<Table> there) {
        return !tables.takes()
                ? List.of()
                : tables.patterns().stream()
                        .filter(pattern -> there.stream()
                                .noneMatch(
                                        table -> pattern.matcher(table.full()).matches()))
                        .map(Pattern::pattern)
                        .toList();
    }
}
