package dev.memphis.benchmark.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void changes_areWholeTransactions() {
        ChangeStream.Pace pace = new ChangeStream.Pace(1_999, Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(pace.warmUpChanges()).isEqualTo(1_980);
        assertThat(pace.measuredChanges()).isEqualTo(3_980);
        assertThat(pace.changes()).isEqualTo(5_960);
    }
}
