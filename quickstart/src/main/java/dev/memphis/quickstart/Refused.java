package dev.memphis.quickstart;

import dev.memphis.client.http.CallException;
import dev.memphis.delivery.protocol.Message;
import dev.memphis.quickstart.changes.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the schema refused: the dead letters of a run. Confined to one thread. */
final class Refused {
    private final PatientReader<Message> reader;
    private final Checklist items = new Checklist();
    private final List<String> lines = new ArrayList<>();

    Refused(PatientReader<Message> reader) {
        this.reader = reader;
    }

    /** Takes those that have come since; returns whether there were any. */
    boolean read() throws CallException, InterruptedException {
        List<Message> messages = reader.read();
        for (Message letter : messages) {
            Optional<Change> change = Change.parse(letter.text());
            change.ifPresent(items::add);
            lines.add("  " + change.map(known -> known.line("item_id")).orElse(letter.text()) + "\n      "
                    + letter.headers().getOrDefault("Dead-Letter-Reason", "for no reason that is told"));
        }
        return !messages.isEmpty();
    }

    /** Returns how many items were refused. */
    int count() {
        return items.delivered();
    }

    /** Returns the items that were refused. */
    Checklist items() {
        return items;
    }

    /** Prints them, each with the reason. */
    void show() {
        System.out.println("Dead letters of station " + Pipeline.DEAD_LETTERS + ":");
        lines.forEach(System.out::println);
    }
}
