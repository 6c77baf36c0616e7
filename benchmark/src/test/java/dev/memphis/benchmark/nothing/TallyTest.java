package dev.memphis.benchmark.nothing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.benchmark.wire.Arrivals;
import dev.memphis.benchmark.wire.EventMarker;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TallyTest {
    @TempDir
    Path folder;

    @Test
    void whatOneProcessCounts_anotherSees() {
        Path file = folder.resolve("tally");
        Tally seen = new Tally(file, false);
        Tally counting = new Tally(file, true);
        counting.event("{\"marker\":\"" + EventMarker.at(0) + "\"}");
        counting.event("{\"marker\":\"" + EventMarker.at(Arrivals.micros() - 7_000) + "\"}");

        assertThat(seen.events()).isEqualTo(2);
        assertThat(seen.firstMicros()).isPositive().isLessThanOrEqualTo(seen.lastMicros());
        assertThat(seen.latencies()).hasSize(1);
        assertThat(seen.latencies()[0]).isBetween(7_000L, 5_000_000L);
    }
}
