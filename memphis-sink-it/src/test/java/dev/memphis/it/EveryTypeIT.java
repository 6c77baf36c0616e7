package dev.memphis.it;

import static dev.memphis.it.TypedRow.decimal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memphis.it.TypedRow.Column;
import dev.memphis.testbed.load.Harvest;
import dev.memphis.testbed.stock.StockServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A row with every PostgreSQL type that has a plain representation arrives as Debezium wrote it, digit by digit. */
class EveryTypeIT {
    @RegisterExtension
    static final TestBed BED = new TestBed();

    private static final TypedRow ROW = new TypedRow(List.of(
            // Beyond 2^53: what a batch would round.
            new Column("bigint", "9007199254740993", "9007199254740993"),
            new Column("bigint", "9223372036854775807", "9223372036854775807"),
            new Column("bigint", "-9223372036854775808", "-9223372036854775808"),
            new Column("smallint", "-3", "-3"),
            new Column("integer", "2147483647", "2147483647"),
            new Column("oid", "4294967295", "4294967295"),
            new Column("real", "1.5", "1.5"),
            new Column("double precision", "0.1", "0.1"),
            new Column("numeric(30,10)", "12345678901234567890.0123456789", decimal("12345678901234567890.0123456789")),
            new Column("money", "1234.50::numeric::money", decimal("1234.50")),
            new Column("boolean", "true", "true"),
            new Column("bit(1)", "B'1'", "true"),
            new Column("bit(8)", "B'10101010'", "\"qg==\""),
            new Column("bit varying(16)", "B'101'", "\"BQ==\""),
            new Column("char(5)", "'abc'", "\"abc  \""),
            new Column("varchar(20)", "'žluťoučký 🐎'", "\"žluťoučký 🐎\""),
            new Column(
                    "text",
                    "E'tab\\t, quote \", backslash \\\\, </script>'",
                    "\"tab\\t, quote \\\", backslash \\\\, </script>\""),
            new Column("mood", "'so so'", "\"so so\""),
            new Column("bytea", "'\\xdeadbeef'", "\"3q2+7w==\""),
            new Column("uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\""),
            new Column("json", "'{\"a\": 1.10}'", "\"{\\\"a\\\": 1.10}\""),
            new Column("jsonb", "'{\"b\":[1,2]}'", "\"{\\\"b\\\": [1, 2]}\""),
            new Column("xml", "'<a>x</a>'", "\"<a>x</a>\""),
            new Column("date", "'2024-02-29'", "19782"),
            new Column("time", "'12:34:56.789012'", "45296789012"),
            new Column("time with time zone", "'12:34:56+02'", "\"10:34:56Z\""),
            new Column("timestamp", "'2024-02-29 12:34:56.789012'", "1709210096789012"),
            new Column("timestamp(3)", "'2024-02-29 12:34:56.789'", "1709210096789"),
            new Column("timestamptz", "'2024-02-29 12:34:56.789012+02'", "\"2024-02-29T10:34:56.789012Z\""),
            new Column("interval", "'1 day 2 hours'", "93600000000"),
            new Column("inet", "'192.168.0.1'", "\"192.168.0.1\""),
            new Column("cidr", "'10.1.0.0/16'", "\"10.1.0.0/16\""),
            new Column("macaddr", "'08:00:2b:01:02:03'", "\"08:00:2b:01:02:03\""),
            new Column("int4range", "'[1,10)'", "\"[1,10)\""),
            new Column("int[]", "'{1,2,3}'", "[1,2,3]"),
            new Column("text[]", "'{a,\"b c\"}'", "[\"a\",\"b c\"]"),
            new Column("text", "NULL", "null")));

    @TestFactory
    Stream<DynamicTest> everyType_arrivesAsDebeziumWroteIt() throws Exception {
        return ROW.testsOfChange(captured());
    }

    private static JsonNode captured() throws Exception {
        String database = BED.fresh("types");
        BED.postgres().createDatabase(database);
        BED.postgres().execute(database, "CREATE TYPE mood AS ENUM ('fine', 'so so')", ROW.create());
        BED.memphis().management().createStation(database);
        Map<String, String> properties = BED.properties(database, BED.memphis().gateway());
        properties.put("debezium.sink.memphis.station", database);
        try (StockServer server = BED.server()) {
            server.start(properties);
            BED.postgres().execute(database, ROW.insert(1));
            return new Harvest(BED.memphis().reader(database))
                    .awaitCount(1)
                    .getFirst()
                    .path("after");
        }
    }
}
