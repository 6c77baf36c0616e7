package dev.memphis.connect;

import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.PoisonPolicy;
import dev.memphis.delivery.protocol.Violation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of records that can never be delivered: Connect's reporter takes them where there is one, otherwise the
 * policy decides. Records come in on any thread; all else happens on the task's.
 */
final class Refusals implements Refused {
    private static final Logger LOGGER = LoggerFactory.getLogger(Refusals.class);

    private final MemphisConfig config;
    private final Optional<ErrantRecordReporter> reporter;
    private final Queue<Refusal> incoming = new ConcurrentLinkedQueue<>();
    private final List<Report> reports = new ArrayList<>();

    private record Refusal(SinkRecord record, String reason, Consumer<Optional<String>> done) {}

    private record Report(Refusal refusal, Future<Void> written) {}

    Refusals(MemphisConfig config, Optional<ErrantRecordReporter> reporter) {
        this.config = config;
        this.reporter = reporter;
    }

    @Override
    public void refuse(SinkRecord record, String reason, Consumer<Optional<String>> done) {
        incoming.add(new Refusal(record, reason, done));
    }

    /**
     * Decides on what has come in, and looks which reports are written.
     *
     * @throws ConnectException if the policy is to stop, or a report cannot be written
     */
    void decide() {
        for (Refusal refusal = incoming.poll(); refusal != null; refusal = incoming.poll()) {
            decide(refusal);
        }
        for (Iterator<Report> each = reports.iterator(); each.hasNext(); ) {
            Report report = each.next();
            if (report.written().isDone()) {
                each.remove();
                finish(report);
            }
        }
    }

    private void decide(Refusal refusal) {
        String what = words(refusal.record());
        String told = Violation.withoutValues(refusal.reason());
        if (reporter.isPresent()) {
            ConnectNotices.TO_QUEUE.warn(LOGGER, what, told);
            ConnectException error = new ConnectException("Memphis can never accept this record: " + refusal.reason());
            reports.add(new Report(refusal, reporter.get().report(refusal.record(), error)));
        } else if (config.delivery().poisonPolicy() == PoisonPolicy.SKIP) {
            ConnectNotices.SKIPPED.warn(LOGGER, what, told);
            refusal.done().accept(Optional.empty());
        } else {
            throw new ConnectException(ConnectNotices.NEVER_ACCEPTED.with(
                    what, told, config.names().of("poison.policy")));
        }
    }

    private static void finish(Report report) {
        try {
            report.written().get();
            report.refusal().done().accept(Optional.empty());
        } catch (ExecutionException e) {
            throw new ConnectException(
                    ConnectNotices.QUEUE_REFUSES.with(words(report.refusal().record())), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while a record was reported", e);
        }
    }

    private static String words(SinkRecord record) {
        return "the record of topic " + record.originalTopic() + ", partition " + record.originalKafkaPartition()
                + ", offset " + record.originalKafkaOffset();
    }
}
