package dev.memphis.benchmark.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void aHundredLatencies_haveTheirPercentilesByNearestRank() {
        long[] micros = LongStream.rangeClosed(1, 100).map(n -> n * 1000).toArray();
        assertThat(Measurement.Latency.of(micros)).isEqualTo(new Measurement.Latency(100, 50, 95, 99));
    }

    @Test
    void oneLatency_isEveryPercentile() {
        assertThat(Measurement.Latency.of(new long[] {1_500})).isEqualTo(new Measurement.Latency(1, 1.5, 1.5, 1.5));
    }

    @Test
    void noLatency_isAbsent() {
        assertThat(Measurement.Latency.of(new long[0])).isNull();
    }
}
