package dev.memphis.cli.snapshot;

import dev.memphis.cli.source.Connector;
import dev.memphis.cli.source.Database;
import dev.memphis.cli.source.SourceSettings;
import dev.memphis.cli.source.Table;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The table through which a server is signalled, and in which it marks each chunk that it has read. To be used by one thread. */
final class SignalTable {
    private final Database database;
    private final String name;
    private final boolean backquotes;

    private SignalTable(Database database, String name, boolean backquotes) {
        this.database = database;
        this.name = name;
        this.backquotes = backquotes;
    }

    static SignalTable of(Database database, SourceSettings settings, String name) {
        return new SignalTable(database, name, settings.connector() != Connector.POSTGRESQL);
    }

    private String quoted() {
        String quote = backquotes ? "`" : "\"";
        return Arrays.stream(name.split("\\.", -1))
                .map(part -> quote + part.replace(quote, quote + quote) + quote)
                .collect(Collectors.joining("."));
    }

    /** Sends a signal. */
    void send(Signal signal) throws SQLException {
        database.change(
                "INSERT INTO " + quoted() + " (id, type, data) VALUES (?, ?, ?)",
                signal.id(),
                signal.type(),
                signal.data());
    }

    /** Returns how many chunks have been read through since the table was emptied. */
    long chunks() throws SQLException {
        return count("snapshot-window-close");
    }

    /** Returns how many times somebody asked by this table for the end of a snapshot. */
    long stops() throws SQLException {
        return count(Signal.STOP);
    }

    private long count(String type) throws SQLException {
        return database.row("SELECT count(*) AS n FROM " + quoted() + " WHERE type = '" + type + "'")
                .orElseThrow()
                .number("n");
    }

    /** Returns how many rows a table has. */
    long rows(Table table) throws SQLException {
        return database.row("SELECT count(*) AS n FROM " + new SignalTable(database, table.full(), backquotes).quoted())
                .orElseThrow()
                .number("n");
    }

    /** Returns how many chunks a snapshot of tables takes: an empty one at the end tells that there is no more. */
    long expected(List<Table> tables, long chunkSize) throws SQLException {
        long chunks = 1;
        for (Table table : tables) {
            chunks += (rows(table) + chunkSize - 1) / chunkSize;
        }
        return chunks;
    }
}
