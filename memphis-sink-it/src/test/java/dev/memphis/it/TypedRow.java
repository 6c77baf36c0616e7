package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A table {@code everything} with a column for each type, of whose rows it is known what a station must hold.
 *
 * @param columns in order; those of the table are named after their place
 */
record TypedRow(List<Column> columns) {
    /**
     * A column of the row.
     *
     * @param literal the value in SQL
     * @param stored what the station holds for it, as JSON text
     * @param inSnapshot the same where the row comes from a snapshot
     */
    record Column(String type, String literal, String stored, String inSnapshot) {
        Column(String type, String literal, String stored) {
            this(type, literal, stored, stored);
        }
    }

    /** Returns what Debezium makes of a number by default, as JSON text: its unscaled bytes. */
    static String decimal(String number) {
        byte[] unscaled = new BigDecimal(number).unscaledValue().toByteArray();
        return '"' + Base64.getEncoder().encodeToString(unscaled) + '"';
    }

    /** Returns the statement that makes the table. */
    String create() {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> name(i) + ' ' + columns.get(i).type())
                .collect(Collectors.joining(", ", "CREATE TABLE everything (id int PRIMARY KEY, ", ")"));
    }

    /** Returns the statement that inserts the row under a key. */
    String insert(int id) {
        return columns.stream()
                .map(Column::literal)
                .collect(Collectors.joining(", ", "INSERT INTO everything VALUES (" + id + ", ", ")"));
    }

    /** Returns a test for each column of a row that arrived as a change. */
    Stream<DynamicTest> testsOfChange(JsonNode row) {
        return tests("", row, Column::stored);
    }

    /** Returns a test for each column of a row that arrived by a snapshot. */
    Stream<DynamicTest> testsOfSnapshot(JsonNode row) {
        return tests("in a snapshot: ", row, Column::inSnapshot);
    }

    private Stream<DynamicTest> tests(String how, JsonNode row, Function<Column, String> expected) {
        return IntStream.range(0, columns.size()).mapToObj(i -> {
            Column column = columns.get(i);
            return DynamicTest.dynamicTest(
                    how + column.type() + " " + column.literal(),
                    () -> assertThat(row.path(name(i)).toString()).isEqualTo(expected.apply(column)));
        });
    }

    private static String name(int column) {
        return "column_" + column;
    }
}
