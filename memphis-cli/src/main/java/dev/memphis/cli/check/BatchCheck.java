package dev.memphis.cli.check;

import dev.memphis.delivery.fidelity.FidelityGuard;
import dev.memphis.delivery.fidelity.RoundedFields;
import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.FieldPath;
import dev.memphis.delivery.options.MemphisConfig;
import java.util.List;
import java.util.stream.Collectors;

/** How many events of a sample could share requests, with fields that may be rounded and without. Stateless. */
final class BatchCheck {
    private static final String STEP = "Batches";

    /** What most users would name: the only number in Debezium's own part of an event that a batch rounds. */
    private static final List<FieldPath> USUAL = List.of(new FieldPath(List.of("ts_ns")));

    private BatchCheck() {}

    static void tell(SampleEvents sample, MemphisConfig config, Findings findings) {
        BatchMode mode = config.delivery().batchMode();
        if (mode != BatchMode.AUTO) {
            String name = config.names().of("batch.mode");
            findings.skipped(
                    STEP,
                    mode == BatchMode.NEVER
                            ? "none with " + name + "=never"
                            : name + "=always puts every event of JSON into one, and rounds");
            return;
        }
        List<FieldPath> given = config.delivery().batchRoundedFields();
        List<FieldPath> rounded = given.isEmpty() ? USUAL : given;
        int all = sample.events().size();
        long exact = kept(sample, List.of());
        String can = exact + " of " + all + (all == 1 ? " event" : " events") + " of the sample can share requests";
        if (exact == all) {
            findings.good(STEP, can + ", every value kept");
        } else {
            String option = config.names().of("batch.rounded.fields")
                    + '='
                    + rounded.stream().map(FieldPath::toString).collect(Collectors.joining(","));
            findings.good(
                    STEP,
                    can + " with every value kept, " + kept(sample, rounded) + (given.isEmpty() ? " would" : "")
                            + " with " + option);
        }
    }

    private static long kept(SampleEvents sample, List<FieldPath> rounded) {
        FidelityGuard guard = new FidelityGuard(new RoundedFields(
                rounded.stream().flatMap(field -> field.places().stream()).toList()));
        return sample.events().stream().filter(guard::keeps).count();
    }
}
