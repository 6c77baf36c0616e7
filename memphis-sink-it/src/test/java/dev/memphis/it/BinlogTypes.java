package dev.memphis.it;

import static dev.memphis.it.TypedRow.decimal;

import dev.memphis.it.TypedRow.Column;
import java.util.ArrayList;
import java.util.List;

/** The types that MySQL and MariaDB have in common, as both connectors write them. */
final class BinlogTypes {
    private static final List<Column> COMMON = List.of(
            new Column("tinyint", "-128", "-128"),
            new Column("tinyint unsigned", "255", "255"),
            new Column("tinyint(1)", "1", "1"),
            new Column("boolean", "true", "1"),
            new Column("smallint", "-32768", "-32768"),
            new Column("smallint unsigned", "65535", "65535"),
            new Column("mediumint", "-8388608", "-8388608"),
            new Column("mediumint unsigned", "16777215", "16777215"),
            new Column("int", "-2147483648", "-2147483648"),
            new Column("int unsigned", "4294967295", "4294967295"),
            // Beyond 2^53: what a batch would round.
            new Column("bigint", "9007199254740993", "9007199254740993"),
            new Column("bigint", "9223372036854775807", "9223372036854775807"),
            new Column("bigint", "-9223372036854775808", "-9223372036854775808"),
            // With bigint.unsigned.handling.mode=precise; by default it is a negative number from 2^63 on.
            new Column("bigint unsigned", "9007199254740993", decimal("9007199254740993")),
            new Column("bigint unsigned", "18446744073709551615", decimal("18446744073709551615")),
            new Column("float", "1.5", "1.5"),
            new Column("double", "0.1", "0.1"),
            new Column("double", "1.7976931348623157e308", "1.7976931348623157E308"),
            new Column("decimal(30,10)", "12345678901234567890.0123456789", decimal("12345678901234567890.0123456789")),
            new Column("decimal(20,4)", "-0.0001", decimal("-0.0001")),
            new Column("numeric(5)", "99999", decimal("99999")),
            new Column("bit(1)", "b'1'", "true"),
            new Column("bit(8)", "b'10101010'", "\"qg==\""),
            new Column("bit(12)", "b'101'", "\"BQA=\""),
            new Column("char(5)", "'abc'", "\"abc\""),
            new Column("varchar(20)", "'žluťoučký 🐎'", "\"žluťoučký 🐎\""),
            new Column("varchar(20) CHARACTER SET latin1", "'Grüße'", "\"Grüße\""),
            new Column("nchar(5)", "'ž'", "\"ž\""),
            new Column("tinytext", "''", "\"\""),
            new Column(
                    "text",
                    "'tab\\t, quote \", backslash \\\\, </script>'",
                    "\"tab\\t, quote \\\", backslash \\\\, </script>\""),
            new Column("mediumtext", "'žluťoučký 🐎'", "\"žluťoučký 🐎\""),
            new Column("longtext", "'žluťoučký 🐎'", "\"žluťoučký 🐎\""),
            new Column("enum('fine','so so')", "'so so'", "\"so so\""),
            new Column("set('a','b','c')", "'a,c'", "\"a,c\""),
            // The log leaves zeros at the end out; the connector puts them back.
            new Column("binary(4)", "x'de000000'", "\"3gAAAA==\""),
            new Column("varbinary(16)", "x'de00'", "\"3gA=\""),
            new Column("tinyblob", "x''", "\"\""),
            new Column("blob", "x'deadbeef'", "\"3q2+7w==\""),
            new Column("mediumblob", "x'deadbeef'", "\"3q2+7w==\""),
            new Column("longblob", "x'00ff'", "\"AP8=\""),
            new Column("date", "'2024-02-29'", "19782"),
            new Column("time", "'12:34:56'", "45296000000"),
            new Column("time(6)", "'12:34:56.789012'", "45296789012"),
            new Column("time", "'-838:59:59'", "-3020399000000"),
            new Column("datetime", "'2024-02-29 12:34:56'", "1709210096000"),
            new Column("datetime(3)", "'2024-02-29 12:34:56.789'", "1709210096789"),
            new Column("datetime(6)", "'2024-02-29 12:34:56.789012'", "1709210096789012"),
            new Column("timestamp NULL", "'2024-02-29 12:34:56'", "\"2024-02-29T12:34:56Z\""),
            new Column("timestamp(6) NULL", "'2024-02-29 12:34:56.789012'", "\"2024-02-29T12:34:56.789012Z\""),
            new Column("year", "2024", "2024"),
            new Column(
                    "point",
                    "ST_GeomFromText('POINT(1 2)')",
                    "{\"x\":1.0,\"y\":2.0,\"wkb\":\"AQEAAAAAAAAAAADwPwAAAAAAAABA\",\"srid\":null}"),
            new Column("text", "NULL", "null"));

    private BinlogTypes() {}

    /**
     * Returns a row of the common types and of those that one database alone has.
     *
     * @param newer types that the oldest supported server's connector does not capture, so that they are left out there
     */
    static TypedRow with(List<Column> own, List<Column> newer) {
        List<Column> columns = new ArrayList<>(COMMON);
        columns.addAll(own);
        if (!BinlogCases.isOnOldestServer()) {
            columns.addAll(newer);
        }
        return new TypedRow(columns);
    }
}
