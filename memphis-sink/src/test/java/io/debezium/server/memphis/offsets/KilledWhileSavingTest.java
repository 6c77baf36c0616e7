package io.debezium.server.memphis.offsets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.options.OwnerOnly;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A process is killed (SIGKILL) at random moments of its saving, again and again over one file.
 * {@code -Dmemphis.offsets.seed=N} replays the moments, {@code -Dmemphis.offsets.kills=N} sets how many there are.
 */
class KilledWhileSavingTest {
    private static final int KILLS = Integer.getInteger("memphis.offsets.kills", 50);
    private static final int LONGEST_MICROS = 20_000;

    private final long seed = Long.getLong("memphis.offsets.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    @Test
    void killedAtAnyMoment_whatWasSavedIsThere() throws Exception {
        Path file = folder.resolve("offsets.dat");
        int inTheMiddle = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long saved = saveAndDie(file);
            inTheMiddle += Files.exists(OffsetFile.beside(file, ".new")) ? 1 : 0;
            // As the stock store would find it too: no falling back to those of before.
            assertThat(EndlessOffsets.position(OffsetFormat.read(Files.readAllBytes(file))))
                    .as("kill " + kill + ", -Dmemphis.offsets.seed=" + seed)
                    .isBetween(saved, saved + 1);
        }
        System.out.println(KILLS + " kills, " + inTheMiddle + " of them in the middle of a write; seed " + seed);
        assertThat(inTheMiddle).as("kills in the middle of a write").isGreaterThan(KILLS / 20);
    }

    /** Returns what the process had saved for certain when it was killed. */
    private long saveAndDie(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-Xshare:auto",
                        "-cp",
                        classPath(),
                        EndlessOffsets.class.getName(),
                        file.toString(),
                        Long.toString(random.nextLong())))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (DataInputStream told = new DataInputStream(process.getInputStream())) {
            long saved = told.readLong();
            // The moment is what is random here: there is nothing to wait for.
            TimeUnit.MICROSECONDS.sleep(random.nextInt(LONGEST_MICROS));
            // Process.destroyForcibly would take away what the process has told.
            process.toHandle().destroyForcibly();
            return last(told, saved);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Only what the process needs: it starts many times. */
    private static String classPath() {
        return Stream.of(EndlessOffsets.class, OffsetFile.class, OwnerOnly.class, LoggerFactory.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static long last(DataInputStream told, long first) throws IOException {
        long last = first;
        try {
            while (true) {
                last = told.readLong();
            }
        } catch (EOFException e) {
            return last;
        }
    }
}
