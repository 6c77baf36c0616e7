package dev.memphis.emulator.gateway;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The races noticed, each of which may kill the real gateway (contract, "Authenticate and refresh"). Thread-safe. */
public final class Races {
    /** A race: what it was, and the two requests. Immutable. */
    public record Race(String kind, String one, String other) {}

    private final List<Race> noticed = new CopyOnWriteArrayList<>();
    private final Runnable onRace;

    /** @param onRace run at each race, on the emulator's loop: the strict emulator dies there */
    public Races(Runnable onRace) {
        this.onRace = onRace;
    }

    void notice(String kind, String one, String other) {
        noticed.add(new Race(kind, one, other));
        onRace.run();
    }

    /** Returns the races noticed so far, oldest first. */
    public List<Race> all() {
        return List.copyOf(noticed);
    }
}
