package dev.memphis.emulator.process;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The races noticed, each of which may kill the real gateway (contract, "Authenticate and refresh"). Thread-safe. */
public final class Races {
    /**
     * A race. Immutable.
     *
     * @param kind {@code a log-in meets a produce}, or {@code two first produces meet}
     * @param one the log-in or refresh, or the first produce that came earlier: method and path
     * @param other the produce that it met
     */
    public record Race(String kind, String one, String other) {}

    private final List<Race> noticed = new CopyOnWriteArrayList<>();
    private final Runnable onRace;

    /** @param onRace run at each race, on the emulator's loop: the strict emulator dies there */
    public Races(Runnable onRace) {
        this.onRace = onRace;
    }

    /** Takes note of two requests that met. */
    public void notice(String kind, String one, String other) {
        noticed.add(new Race(kind, one, other));
        onRace.run();
    }

    /** Returns the races noticed so far, oldest first. */
    public List<Race> all() {
        return List.copyOf(noticed);
    }
}
