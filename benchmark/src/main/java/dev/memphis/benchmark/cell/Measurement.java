package dev.memphis.benchmark.cell;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a cell in one round. Immutable. Absent where it could not be seen.
 *
 * @param events how many arrived, between the first and the last of which the time was taken
 * @param whole whether all that there were arrived within the cell's time
 * @param cpuSeconds of the server's process, user and system, in that time
 * @param peakHeapMegabytes the fullest heap before a collection
 * @param liveHeapMegabytes what a full collection left at the end
 * @param requests what the gateway was asked, log-ins and receipts included
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Measurement(
        long events,
        boolean whole,
        double seconds,
        double cpuSeconds,
        @Nullable Integer peakHeapMegabytes,
        @Nullable Integer liveHeapMegabytes,
        @Nullable Long requests,
        @Nullable Latency latency) {
    /** From just before the commit to arrival, in milliseconds; how many events that is of. */
    public record Latency(int events, double p50, double p95, double p99) {
        /** @param micros ascending */
        static @Nullable Latency of(long[] micros) {
            return micros.length == 0
                    ? null
                    : new Latency(micros.length, at(micros, 0.5), at(micros, 0.95), at(micros, 0.99));
        }

        private static double at(long[] micros, double share) {
            int index = (int) Math.ceil(share * micros.length) - 1;
            return micros[Math.max(0, index)] / 1000.0;
        }
    }

    /** Returns events a second; 0 where there were not two. */
    public double rate() {
        return seconds > 0 ? (events - 1) / seconds : 0;
    }

    /** Returns a figure of the latency; NaN where that was not seen. */
    public double ofLatency(ToDoubleFunction<Latency> figure) {
        return latency == null ? Double.NaN : figure.applyAsDouble(latency);
    }

    /** Returns CPU seconds for 100,000 events. */
    public double cpuPer100k() {
        return events > 0 ? cpuSeconds * 100_000 / events : 0;
    }
}
