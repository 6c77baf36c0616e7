package dev.memphis.cli.check;

import dev.memphis.cli.source.Database;
import dev.memphis.cli.source.Row;
import dev.memphis.cli.source.Table;
import java.sql.SQLException;
import java.util.List;

/**
 * A table of PostgreSQL. Immutable.
 *
 * @param parent whether it only stands for its partitions, whose changes are logged
 * @param logged whether its changes are in the log at all
 * @param readable whether the user may read it
 * @param owned whether the user has its owner's rights
 * @param identity what an update or delete tells of the old row: d (the primary key), i (an index), f (all), n (nothing)
 * @param keyed whether it has a primary key
 * @param published whether the publication has it
 */
record PostgresTable(
        Table table,
        boolean parent,
        boolean logged,
        boolean readable,
        boolean owned,
        String identity,
        boolean keyed,
        boolean published) {
    private static final String QUERY = """
            SELECT n.nspname, c.relname, c.relkind = 'p' AS parent, c.relpersistence = 'p' AS logged,
                   has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS readable,
                   pg_has_role(c.relowner, 'USAGE') AS owned, c.relreplident,
                   EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary) AS keyed,
                   EXISTS (SELECT FROM pg_publication_tables p
                           WHERE p.pubname = ? AND (p.schemaname, p.tablename) IN
                                 ((n.nspname, c.relname), (rn.nspname, r.relname))) AS published
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_class r ON r.oid = CASE WHEN c.relispartition THEN pg_partition_root(c.oid) END
            LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
            WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
              AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
            ORDER BY 1, 2""";

    /** Returns all tables of the database. */
    static List<PostgresTable> all(Database database, String publication) throws SQLException {
        return database.rows(QUERY, publication).stream().map(PostgresTable::of).toList();
    }

    private static PostgresTable of(Row row) {
        return new PostgresTable(
                new Table(row.text("nspname"), row.text("relname")),
                row.flag("parent"),
                row.flag("logged"),
                row.flag("readable"),
                row.flag("owned"),
                row.text("relreplident"),
                row.flag("keyed"),
                row.flag("published"));
    }

    /** Returns whether updates and deletes name the row, without which PostgreSQL refuses them once published. */
    boolean hasIdentity() {
        return switch (identity) {
            case "d" -> keyed;
            case "n" -> false;
            default -> true;
        };
    }

    String name() {
        return table.full();
    }

    /** Returns the name as SQL wants it. */
    String quoted() {
        return quoted(table.space()) + "." + quoted(table.name());
    }

    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
