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
        return all.stream().anyMatch(finding -> finding.state() == State.BAD);
    }

    List<Finding> all() {
        return List.copyOf(all);
    }

    private void add(Finding finding) {
        all.add(finding);
        show.accept(finding);
    }
}
