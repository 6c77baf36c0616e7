package dev.memphis.benchmark.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapLogTest {
    @TempDir
    Path folder;

    @Test
    void collections_tellTheFullestHeapAndWhatAFullOneLeaves() throws Exception {
        Path log = Files.writeString(folder.resolve("gc.log"), """
                [0.012s][info][gc] Using G1
                [1.021s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->9M(252M) 5.102ms
                [2.305s][info][gc] GC(1) Pause Young (Normal) (G1 Evacuation Pause) 131M->20M(252M) 7.020ms
                [2.900s][info][gc] GC(2) Concurrent Mark Cycle
                [3.105s][info][gc] GC(3) Pause Remark 88M->31M(252M) 2.310ms
                [4.201s][info][gc] GC(4) Pause Full (Diagnostic Command) 60M->25M(252M) 20.120ms
                """);
        HeapLog heap = HeapLog.read(log);
        assertThat(heap.peak()).isEqualTo(131);
        assertThat(heap.live()).isEqualTo(25);
    }

    @Test
    void heapThatWasNeverCollected_isUnknown() throws Exception {
        assertThat(HeapLog.read(folder.resolve("none")).peak()).isNull();
        assertThat(HeapLog.read(folder.resolve("none")).live()).isNull();
    }
}
