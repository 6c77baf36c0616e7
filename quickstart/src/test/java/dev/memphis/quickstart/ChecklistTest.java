package dev.memphis.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.quickstart.changes.Change;
import dev.memphis.quickstart.todo.TodoItem;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecklistTest {
    private static final TodoItem ITEM =
            new TodoItem(7, "Buy milk", LocalDateTime.of(2024, 2, 29, 12, 34, 56, 789_012_000), null, true);
    private static final String ARRIVED = """
            {"op":"c","source":{"table":"todo_items"},"before":null,"after":{"item_id":7,"description":"Buy milk",
             "creation_date":1709210096789012,"due_date":null,"completed":true}}""";

    private final Checklist checklist = new Checklist();

    @Test
    void everyFieldIsTheSame_nothingIsMissing() {
        arrives(ARRIVED);

        assertThat(checklist.delivered()).isEqualTo(1);
        assertThat(checklist.missing(List.of(ITEM))).isEmpty();
    }

    @Test
    void nothingArrived_theItemIsMissing() {
        assertThat(checklist.missing(List.of(ITEM))).containsExactly("item_id=7 did not arrive");
    }

    @Test
    void aDigitDiffers_theFieldIsNamed() {
        arrives(ARRIVED.replace("789012", "789013"));

        assertThat(checklist.missing(List.of(ITEM)))
                .containsExactly("item_id=7 creation_date: table has 1709210096789012, station has 1709210096789013");
    }

    @Test
    void aFieldIsNotThere_itIsNamed() {
        arrives(ARRIVED.replace("\"completed\":true", "\"x\":true"));

        assertThat(checklist.missing(List.of(ITEM)))
                .containsExactly("item_id=7 completed: table has true, station has ");
    }

    private void arrives(String message) {
        checklist.add(Change.parse(message).orElseThrow());
    }
}
