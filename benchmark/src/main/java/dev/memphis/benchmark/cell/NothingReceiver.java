package dev.memphis.benchmark.cell;

import dev.memphis.benchmark.nothing.Tally;
import java.nio.file.Path;
import java.util.Arrays;

/** The sink that does nothing tells through a file what it was handed. */
final class NothingReceiver implements Receiver {
    private final Tally tally;

    NothingReceiver(Path file) {
        tally = new Tally(file, false);
    }

    @Override
    public long count() {
        return tally.events();
    }

    @Override
    public Arrived arrived() {
        return new Arrived(tally.events(), tally.firstMicros(), tally.lastMicros());
    }

    @Override
    public long[] latencies() {
        long[] sorted = tally.latencies();
        Arrays.sort(sorted);
        return sorted;
    }

    @Override
    public Long requests() {
        return 0L;
    }

    @Override
    public void close() {
        // The file goes with its folder.
    }
}
