package dev.memphis.emulator.broker;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A station's dead-letter station: the newest messages that it refused. Confined to the emulator's loop. */
public final class DeadLetters {
    static final int KEPT = 1000;

    private final Deque<DeadLetter> letters = new ArrayDeque<>();
    private long count;

    DeadLetter add(Message message, String cause, String producer, Instant when) {
        DeadLetter letter = new DeadLetter(count + 1, message, cause, producer, when);
        add(letter);
        return letter;
    }

    void add(DeadLetter letter) {
        count = letter.number();
        letters.add(letter);
        if (letters.size() > KEPT) {
            letters.remove();
        }
    }

    /** Returns how many there ever were. */
    public long count() {
        return count;
    }

    /** Returns those that are kept, oldest first. */
    public List<DeadLetter> all() {
        return List.copyOf(letters);
    }
}
