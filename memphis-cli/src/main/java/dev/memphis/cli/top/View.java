package dev.memphis.cli.top;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Two readings as lines for people: rates are of the time between them. Stateless. */
final class View {
    private static final String ROW = "%-24s %10s %8s %9s %10s %9s %9s %9s %8s %10s";

    private View() {}

    static List<String> of(List<Reading> before, List<Reading> now) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                ROW,
                "SERVER",
                "EVENTS/S",
                "MB/S",
                "LAG",
                "IN FLIGHT",
                "WAITING",
                "RETRIES",
                "RECEIPTS",
                "MISSING",
                "RECEIPT"));
        for (int i = 0; i < now.size(); i++) {
            Reading reading = now.get(i);
            if (!reading.problem().isEmpty()) {
                lines.add(reading.target() + ": " + reading.problem());
            }
            for (Figures engine : reading.engines()) {
                lines.addAll(engine(Rates.of(before.get(i), reading, engine), engine));
            }
            reading.tasks().forEach(task -> lines.add(task(task)));
        }
        return lines;
    }

    private static List<String> engine(Optional<Rates> rates, Figures engine) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                ROW,
                engine.server(),
                rates.map(rate -> whole(rate.events())).orElse("-"),
                rates.map(rate -> String.format(Locale.ROOT, "%.1f", rate.bytes() / 1e6))
                        .orElse("-"),
                engine.lagSeconds() < 0 ? "-" : seconds(engine.lagSeconds()),
                whole(engine.inFlight()),
                whole(engine.waiting()),
                whole(engine.allRetries()),
                whole(engine.receipts()),
                whole(engine.receiptsMissing()),
                seconds(engine.receiptSeconds99())));
        if (engine.allRetries() > 0) {
            lines.add("  retries: "
                    + engine.retries().entrySet().stream()
                            .filter(reason -> reason.getValue() > 0)
                            .map(reason -> reason.getKey() + " " + whole(reason.getValue()))
                            .collect(Collectors.joining(", ")));
        }
        if (engine.poison() > 0) {
            lines.add("  poison: " + whole(engine.poison()) + " events that Memphis can never accept");
        }
        if (engine.outageSeconds() > 0 || !engine.outageReason().isEmpty()) {
            lines.add("  OUTAGE for " + seconds(engine.outageSeconds())
                    + (engine.outageReason().isEmpty() ? "" : ": " + engine.outageReason()));
        }
        return lines;
    }

    private static String task(TaskFigures task) {
        return "  task " + task.task() + ": taken " + whole(task.taken()) + ", settled " + whole(task.settled())
                + ", waiting " + whole(task.waiting()) + ", under way " + whole(task.underWay())
                + (task.paused() ? ", PAUSED" : "");
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    static String seconds(double seconds) {
        if (seconds < 1) {
            return Math.round(seconds * 1000) + " ms";
        }
        return seconds < 120
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%,.0f min", seconds / 60);
    }
}
