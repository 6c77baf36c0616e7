package dev.memphis.cli.check;

import dev.memphis.cli.source.Table;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of names in messages, cut where they are long. Stateless. */
final class Names {
    private static final int MOST = 5;

    private Names() {}

    static String of(List<String> names) {
        String first = names.stream().limit(MOST).collect(Collectors.joining(", "));
        return names.size() <= MOST ? first : first + " and " + (names.size() - MOST) + " more";
    }

    static String ofTables(List<Table> tables) {
        return of(tables.stream().map(Table::full).toList());
    }

    static String counted(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
