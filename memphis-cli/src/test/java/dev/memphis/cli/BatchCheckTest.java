package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code memphis check --sample} says of batches. */
class BatchCheckTest {
    private static final String ENVELOPE =
            "{\"after\":{\"id\":1},\"source\":{\"ts_ns\":1764000000123456789},\"op\":\"c\",\"ts_ns\":1764000000123456789}";
    private static final String SNOWFLAKE = "{\"after\":{\"id\":1152921504606846977},\"ts_ns\":1764000000123456789}";
    private static final String FLAT = "{\"id\":1}";

    /** Nobody is there, which does not matter here. */
    private static final URI GATEWAY = URI.create("http://127.0.0.1:9");

    @TempDir
    Path directory;

    @Test
    void sample_isCountedWithTheUsualFieldAndWithout() throws IOException {
        assertThat(check(ENVELOPE + "\n" + SNOWFLAKE + "\n" + FLAT + "\n"))
                .contains("Batches    1 of 3 events of the sample can share requests with every value kept,"
                        + " 2 would with debezium.sink.memphis.batch.rounded.fields=ts_ns\n");
    }

    @Test
    void fieldsOfTheConfiguration_areThoseThatCount() throws IOException {
        assertThat(check(ENVELOPE + "\n" + SNOWFLAKE, "batch.rounded.fields=ts_ns,after.id"))
                .contains("0 of 2 events of the sample can share requests with every value kept,"
                        + " 2 with debezium.sink.memphis.batch.rounded.fields=ts_ns,after.id\n");
    }

    @Test
    void eventOverSeveralLines_isOne() throws IOException {
        assertThat(check("{\"id\":\n{}\n}\n"))
                .contains("Batches    1 of 1 event of the sample can share requests, every value kept\n");
    }

    @Test
    void fixedModes_areNotCounted() throws IOException {
        assertThat(check(FLAT, "batch.mode=never")).contains("none with debezium.sink.memphis.batch.mode=never\n");
        assertThat(check(FLAT, "batch.mode=always"))
                .contains("debezium.sink.memphis.batch.mode=always puts every event of JSON into one, and rounds\n");
    }

    private String check(String sample, String... options) throws IOException {
        Path file = Files.writeString(directory.resolve("sample.json"), sample);
        String[] lines = new String[options.length];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "debezium.sink.memphis." + options[i];
        }
        return Run.memphis(
                        "check",
                        "-c",
                        Properties.file(directory, GATEWAY, lines),
                        "--no-log-in",
                        "--no-database",
                        "--sample",
                        file.toString())
                .out();
    }
}
