package dev.memphis.benchmark.forms;

import dev.memphis.delivery.options.BatchMode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What an event costs the sink, for each kind of event and each batch mode. */
@Command(
        name = "economy",
        description = "Processor time and garbage that the sink's core takes for an event, against an instant gateway.")
public final class EconomyCommand implements Callable<Integer> {
    /** Returns 0. */
    @Override
    public Integer call() throws Exception {
        for (EventKind kind : EventKind.values()) {
            for (BatchMode mode : BatchMode.values()) {
                Economy.Cost cost = Economy.measure(kind, mode);
                System.out.printf(
                        "%-45s %-6s %9.0f events/s %6.2f us/event %7.0f bytes/event%n",
                        kind.words(), mode, cost.eventsPerSecond(), cost.micros(), cost.bytes());
            }
        }
        return 0;
    }
}
