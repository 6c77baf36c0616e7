package dev.memphis.benchmark.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void changes_areWholeTransactions() {
        ChangeStream.Pace pace = new ChangeStream.Pace(1_999, Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(pace.warmUpChanges()).isEqualTo(1_995);
        assertThat(pace.measuredChanges()).isEqualTo(3_990);
        assertThat(pace.rows()).isEqualTo(19);
        assertThat(pace.changes()).isEqualTo(5_985);
    }

    @Test
    void fewChanges_comeOneByOne() {
        ChangeStream.Pace pace = new ChangeStream.Pace(10, Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(pace.rows()).isEqualTo(1);
        assertThat(pace.changes()).isEqualTo(30);
    }
}
