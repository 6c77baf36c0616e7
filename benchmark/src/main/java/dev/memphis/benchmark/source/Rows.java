package dev.memphis.benchmark.source;

import dev.memphis.benchmark.wire.EventMarker;

/**
 * What a row looks like. Immutable.
 *
 * @param columns how many there are in all, at least {@link #FEWEST}
 * @param payload how many characters of text the last of the named columns holds
 */
public record Rows(int columns, int payload) {
    /** Columns that every row has. */
    public static final int FEWEST = 7;

    /** Seven columns: an envelope with its schema is some 3 kB. */
    public static final Rows USUAL = new Rows(FEWEST, 40);

    /** Returns the statement that makes an empty table. */
    String create(String table) {
        StringBuilder sql = new StringBuilder("CREATE TABLE " + table
                + " (id bigint PRIMARY KEY, marker text, customer text, quantity int, paid boolean, ordered timestamp,"
                + " note text");
        for (int i = FEWEST; i < columns; i++) {
            sql.append(", extra_").append(i).append(i % 2 == 0 ? " int" : " text");
        }
        return sql.append(")").toString();
    }

    /**
     * Returns the statement that inserts rows.
     *
     * @param ids an SQL expression of a set of numbers
     * @param committedMicros see {@link EventMarker}
     */
    String insert(String table, String ids, long committedMicros) {
        StringBuilder sql = new StringBuilder("INSERT INTO " + table + " SELECT n, '"
                + EventMarker.at(committedMicros)
                + "', 'Customer ' || n % 1000, n % 100, n % 3 = 0, timestamp '2026-01-01' + n * interval '1 second',"
                + " repeat('x', " + payload + ")");
        for (int i = FEWEST; i < columns; i++) {
            sql.append(i % 2 == 0 ? ", n::int" : ", 'extra ' || n");
        }
        return sql.append(" FROM " + ids + " AS n").toString();
    }
}
