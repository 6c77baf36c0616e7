package dev.memphis.cli.check;

import dev.memphis.cli.check.Finding.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects findings and shows each as it is made. */
final class Findings {
    private final List<Finding> all = new ArrayList<>();
    private final Consumer<Finding> show;

    Findings(Consumer<Finding> show) {
        this.show = show;
    }

    void good(String step, String text) {
        add(new Finding(step, State.GOOD, text, ""));
    }

    void warning(String step, String text, String advice) {
        add(new Finding(step, State.WARNING, text, advice));
    }

    void bad(String step, String text, String advice) {
        add(new Finding(step, State.BAD, text, advice));
    }

    void skipped(String step, String why) {
        add(new Finding(step, State.SKIPPED, why, ""));
    }

    boolean anyBad() {
        return count(State.BAD) > 0;
    }

    /** Returns the last line of the report. */
    String summary() {
        if (anyBad()) {
            return "Not all is well: " + count(State.BAD) + " wrong, " + count(State.WARNING) + " to look at.";
        }
        return count(State.WARNING) == 0 ? "All is well." : "It will work; " + count(State.WARNING) + " to look at.";
    }

    private long count(State state) {
        return all.stream().filter(finding -> finding.state() == state).count();
    }

    List<Finding> all() {
        return List.copyOf(all);
    }

    private void add(Finding finding) {
        all.add(finding);
        show.accept(finding);
    }
}
