package dev.memphis.it;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Kills a part of a pipeline at random moments, under load. {@code -Dmemphis.kill.seed=N} replays the moments,
 * {@code -Dmemphis.kill.rounds=N} sets how many there are.
 */
final class RandomKills {
    private static final int ROUNDS = Integer.getInteger("memphis.kill.rounds", 20);

    private final TestBed bed;
    private final long seed = Long.getLong("memphis.kill.seed", System.nanoTime());
    private final RandomGenerator random = new Random(seed);

    RandomKills(TestBed bed) {
        this.bed = bed;
    }

    /** One kill. */
    @FunctionalInterface
    interface Killing {
        void run(LoadedPipeline pipeline) throws Exception;
    }

    /**
     * Kills, and asserts that all changes have arrived in the order of their rows.
     *
     * @param options what the server is told besides
     * @return the station's name
     */
    String underLoad(String what, int changesPerSecond, Map<String, String> options, Killing killing) throws Exception {
        try (LoadedPipeline pipeline = LoadedPipeline.start(bed, random, changesPerSecond, options)) {
            for (int round = 0; round < ROUNDS; round++) {
                pause(0, 2000);
                killing.run(pipeline);
            }
            pipeline.finish(what + " killed " + ROUNDS + " times, -Dmemphis.kill.seed=" + seed);
            return pipeline.name();
        }
    }

    /** The moment is what is random here: there is nothing to wait for. */
    void pause(int fromMillis, int toMillis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis(fromMillis, toMillis));
    }

    /** Returns a random number of milliseconds, less than the second. */
    int millis(int from, int to) {
        return random.nextInt(from, to);
    }
}
