package dev.memphis.benchmark.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowsTest {
    @Test
    void wideRow_hasAValueForEachColumn() {
        Rows wide = new Rows(24, 10);
        long columns = wide.create("t").chars().filter(c -> c == ',').count() + 1;
        String insert = wide.insert("t", "generate_series(1, 2)", 5);
        assertThat(columns).isEqualTo(24);
        assertThat(insert)
                .contains("one-event-of-the-benchmark-at:0000000000000005")
                .endsWith("AS n");
        // The commas of the series stand behind FROM.
        String values = insert.substring(0, insert.indexOf(" FROM "));
        assertThat(values.replaceAll("\\(.*?\\)", "")
                        .chars()
                        .filter(c -> c == ',')
                        .count())
                .isEqualTo(23);
    }
}
