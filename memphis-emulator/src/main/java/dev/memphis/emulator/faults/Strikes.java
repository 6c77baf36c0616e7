package dev.memphis.emulator.faults;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** The answer faults that are switched on, and the dice that say whom they strike. Confined to the emulator's loop. */
public final class Strikes {
    private final Map<AnswerFault.Kind, Dice> dice = new EnumMap<>(AnswerFault.Kind.class);

    /** Switches a fault on; it takes the place of one of its kind. */
    public void set(AnswerFault fault) {
        dice.put(fault.kind(), new Dice(fault));
    }

    /** Ends the faults of one kind. */
    public void clear(AnswerFault.Kind kind) {
        dice.remove(kind);
    }

    /** Ends all faults. */
    public void clear() {
        dice.clear();
    }

    /** Returns what is switched on. */
    public List<AnswerFault> all() {
        return dice.values().stream().map(Dice::fault).toList();
    }

    /** Returns what strikes the request that has just come, if anything does. */
    public Optional<AnswerFault> strike(String path) {
        if (dice.isEmpty()) {
            return Optional.empty();
        }
        // Every die is rolled for every request, so that one fault's strikes do not depend on the others.
        List<Dice> hits = List.copyOf(dice.values()).stream()
                .filter(die -> die.hits(path))
                .toList();
        dropSpent(dice.values());
        return hits.stream().findFirst().map(Dice::fault);
    }

    private static void dropSpent(Collection<Dice> dice) {
        dice.removeIf(Dice::spent);
    }

    private static final class Dice {
        private final AnswerFault fault;
        private final RandomGenerator random;
        private long left;

        Dice(AnswerFault fault) {
            this.fault = fault;
            this.random = new Random(fault.share().seed());
            this.left = fault.share().most();
        }

        AnswerFault fault() {
            return fault;
        }

        boolean hits(String path) {
            Share share = fault.share();
            if (!share.of().covers(path) || random.nextDouble() >= share.fraction()) {
                return false;
            }
            left--;
            return true;
        }

        boolean spent() {
            return left <= 0;
        }
    }
}
