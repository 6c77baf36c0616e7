package dev.memphis.quickstart;

import dev.memphis.client.http.CallException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Reads a station through outages, as the sink delivers through them. Confined to one thread. */
final class PatientReader<T> {
    /** Where the messages come from. */
    interface Source<T> {
        List<T> read() throws CallException, InterruptedException;
    }

    private final Source<T> source;
    private final Duration pause;
    private final Consumer<String> told;
    private boolean failing;

    /**
     * @param pause after each failure
     * @param told a line when reading begins to fail, and one when it works again
     */
    PatientReader(Source<T> source, Duration pause, Consumer<String> told) {
        this.source = source;
        this.pause = pause;
        this.told = told;
    }

    /**
     * Returns the next messages; none if none came for a moment, or if the station cannot be read now.
     *
     * @throws CallException if the gateway refuses the user's token: that does not pass
     */
    List<T> read() throws CallException, InterruptedException {
        try {
            List<T> messages = source.read();
            if (failing) {
                failing = false;
                told.accept("The station can be read again.");
            }
            return messages;
        } catch (CallException e) {
            if (e.status() == 401) {
                throw e;
            }
            if (!failing) {
                failing = true;
                told.accept(e.getMessage() + "; trying again until it can");
            }
            Thread.sleep(pause);
            return List.of();
        }
    }
}
