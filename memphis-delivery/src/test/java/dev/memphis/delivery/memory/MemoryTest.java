package dev.memphis.delivery.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.transport.SlowGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How much memory the sink takes beside the events that Debezium hands over: 2,048, one of 0.9 MB among every ten. */
class MemoryTest {
    private static final long MEGABYTE = 1 << 20;

    @Test
    void largeEventsAndASlowGateway_take64MegabytesAtMost() throws Exception {
        assertThat(mostWith(16 * MEGABYTE)).isLessThan(64 * MEGABYTE);
    }

    private static long mostWith(long maxInFlightBytes) throws IOException, InterruptedException {
        try (SlowGateway gateway = new SlowGateway()) {
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx900m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            MemoryProbe.class.getName(),
                            gateway.url().toString(),
                            Long.toString(maxInFlightBytes)))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            Matcher most = Pattern.compile("most=(\\d+) of 2048").matcher(output);
            assertThat(most.find()).as(output).isTrue();
            System.out.println("max.in.flight.bytes=" + maxInFlightBytes / MEGABYTE + " MiB: at most "
                    + Long.parseLong(most.group(1)) / MEGABYTE + " MiB beside the events");
            return Long.parseLong(most.group(1));
        }
    }
}
