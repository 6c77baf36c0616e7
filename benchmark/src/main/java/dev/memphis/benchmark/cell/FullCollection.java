package dev.memphis.benchmark.cell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A full collection of another Java process's heap, asked for with the JDK's {@code jcmd}. Stateless. */
final class FullCollection {
    private FullCollection() {}

    /** Returns when it is over; does nothing where this Java has no {@code jcmd}. */
    static void of(ProcessHandle java) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (Files.isExecutable(jcmd)) {
            new ProcessBuilder(jcmd.toString(), String.valueOf(java.pid()), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }
}
