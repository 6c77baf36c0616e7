package dev.memphis.emulator.process;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The life of the gateway: a process that may die, with all it holds, and another one after it. Confined to the emulator's
 * loop.
 */
public final class GatewayLife {
    private final Vertx vertx;
    private final Duration restartAfter;
    private final BrokerPath path;
    private final Races races;
    private final List<Runnable> onServing = new ArrayList<>();
    private final List<Runnable> onDeath = new ArrayList<>();
    private GatewayProcess process;
    private boolean dead;

    /**
     * @param strict whether a race kills the process
     * @param restartAfter how long a gateway that died of itself stays away
     */
    public GatewayLife(Vertx vertx, BrokerPath path, boolean strict, Duration restartAfter) {
        this.vertx = vertx;
        this.path = path;
        this.restartAfter = restartAfter;
        this.races = new Races(strict ? this::crash : () -> {});
        this.process = new GatewayProcess(path, races);
    }

    /** The races of all processes. */
    public Races races() {
        return races;
    }

    /** Runs a task each time that a process begins to serve. */
    public void onServing(Runnable task) {
        onServing.add(task);
    }

    /** Runs a task at each death: what is connected to the process loses its connection. */
    public void onDeath(Runnable task) {
        onDeath.add(task);
    }

    /** The process begins to serve: its port is open. */
    public void serves() {
        onServing.forEach(Runnable::run);
    }

    /** The process that is running now; what another one began is not to be finished. */
    public GatewayProcess process() {
        return process;
    }

    /** Says whether the process answers. */
    public boolean isUp() {
        return !dead;
    }

    /** Dies of itself: of a race, or of a first produce that the broker never answered. */
    public void crash() {
        crash(restartAfter);
    }

    /** Dies, if it is alive: loses what the broker has not yet, and comes back after a while. */
    public void crash(Duration downFor) {
        if (dead) {
            return;
        }
        dead = true;
        GatewayProcess dying = process;
        process = new GatewayProcess(path, races);
        dying.die();
        onDeath.forEach(Runnable::run);
        vertx.setTimer(Math.max(1, downFor.toMillis()), id -> {
            dead = false;
            serves();
        });
    }
}
