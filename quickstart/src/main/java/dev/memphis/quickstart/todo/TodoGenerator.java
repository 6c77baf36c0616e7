package dev.memphis.quickstart.todo;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;

/** Inserts a random item every so often, until it has inserted enough or its thread is interrupted. */
public final class TodoGenerator {
    private static final List<String> VERBS =
            List.of("Buy", "Call", "Fix", "Read", "Water", "Paint", "Return", "Ask for");
    private static final List<String> THINGS = List.of(
            "the bicycle", "a birthday cake", "grandma", "the garden", "three letters", "žluťoučký kůň 🐎", "\"milk\"");

    private final TodoTable table;
    private final RandomGenerator random;
    private final Clock clock;
    private final int badPercent;

    /** Makes one whose items are all in order. */
    public TodoGenerator(TodoTable table, RandomGenerator random, Clock clock) {
        this(table, random, clock, 0);
    }

    /** @param badPercent how many of a hundred items, evenly spread, break the schema that {@link TodoSchema} has */
    public TodoGenerator(TodoTable table, RandomGenerator random, Clock clock, int badPercent) {
        this.table = table;
        this.random = random;
        this.clock = clock;
        this.badPercent = badPercent;
    }

    /**
     * Inserts items.
     *
     * @param count how many; 0 for no end
     * @throws InterruptedException when told to stop
     */
    public void run(int count, Duration interval) throws SQLException, InterruptedException {
        for (int i = 0; count == 0 || i < count; i++) {
            long bad = bad(i + 1L);
            if (bad > bad(i)) {
                insertBad(bad);
            } else {
                insert();
            }
            Thread.sleep(interval);
        }
    }

    private void insert() throws SQLException {
        LocalDateTime now = LocalDateTime.now(clock).truncatedTo(ChronoUnit.MICROS);
        LocalDateTime due = random.nextInt(3) == 0 ? null : now.plusDays(random.nextInt(30));
        table.insert(pick(VERBS) + " " + pick(THINGS), now, due, random.nextInt(4) == 0);
    }

    /** Returns how many of so many items are bad. */
    private long bad(long items) {
        return items * badPercent / 100;
    }

    /** By turns an item without a description, and one created before 1970: its time is a negative number. */
    private void insertBad(long number) throws SQLException {
        LocalDateTime now = LocalDateTime.now(clock).truncatedTo(ChronoUnit.MICROS);
        boolean missing = number % 2 == 1;
        table.insert(
                missing ? null : pick(VERBS) + " " + pick(THINGS), missing ? now : now.minusYears(100), null, false);
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
