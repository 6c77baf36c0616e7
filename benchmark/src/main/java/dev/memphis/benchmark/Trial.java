package dev.memphis.benchmark;

import dev.memphis.benchmark.cell.Bench;
import dev.memphis.benchmark.cell.Kind;
import dev.memphis.benchmark.cell.Sink;
import dev.memphis.benchmark.source.Rows;
import dev.memphis.benchmark.source.Source;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * A load of an unusual size. Immutable.
 *
 * @param label tells trials apart
 * @param preparation makes the tables
 */
record Trial(String label, Kind kind, List<Sink> sinks, Preparation preparation, Bench.Load load) {
    private static final String TABLE = "scale";
    private static final String MANY = "many";

    /** Makes the tables of a trial. */
    interface Preparation {
        void prepare(Source source) throws SQLException;
    }

    /** More rows than usual: rate and heap should stay what they are. */
    static Trial rows(long count) {
        return new Trial(
                String.format("%,d rows", count),
                Kind.FLAT,
                List.of(Sink.NOTHING, Sink.AUTO),
                source -> source.table(TABLE, Rows.USUAL, count),
                new Bench.Load("public." + TABLE, count, null, Map.of()));
    }

    /** Rows of so many columns. */
    static Trial columns(int columns, long count) {
        return new Trial(
                columns + " columns",
                Kind.SCHEMA,
                List.of(Sink.NOTHING, Sink.HTTP_BATCH, Sink.AUTO, Sink.ALWAYS),
                source -> source.table(TABLE, new Rows(columns, 40), count),
                new Bench.Load("public." + TABLE, count, null, Map.of()));
    }

    /** Events of nearly a megabyte, the most that Memphis takes; the server's queue is held to 64 MB. */
    static Trial megabytes(long count) {
        return new Trial(
                "1 MB events",
                Kind.FLAT,
                List.of(Sink.NOTHING, Sink.HTTP, Sink.AUTO, Sink.NEVER),
                source -> source.table(TABLE, new Rows(Rows.FEWEST, 1_000_000), count),
                new Bench.Load(
                        "public." + TABLE,
                        count,
                        null,
                        Map.of(
                                "debezium.source.max.queue.size.in.bytes", "67108864",
                                "debezium.source.max.batch.size", "64",
                                "debezium.source.max.queue.size", "128",
                                "debezium.source.snapshot.fetch.size", "16")));
    }

    /** One row in each of many tables, each with a station of its own. */
    static Trial stations(int count) {
        return new Trial(
                String.format("%,d stations", count),
                Kind.ENVELOPE,
                List.of(Sink.NOTHING, Sink.AUTO),
                source -> source.tables(MANY, Rows.USUAL, count),
                new Bench.Load("public." + MANY + "_.*", count, null, Map.of("debezium.sink.memphis.station", "")));
    }
}
