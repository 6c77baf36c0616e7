package dev.memphis.cli.top;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Two readings as a JSON document for scripts. Stateless. */
final class ReadingsJson {
    private static final JsonMapper JSON = new JsonMapper();

    private ReadingsJson() {}

    /** @param slot what the replication slot keeps, in bytes */
    static String of(Instant time, List<Reading> before, List<Reading> now, Optional<Slot> slot) {
        ObjectNode document = JSON.createObjectNode().put("time", time.toString());
        var servers = document.putArray("servers");
        var tasks = document.putArray("tasks");
        var problems = document.putArray("problems");
        for (int i = 0; i < now.size(); i++) {
            Reading reading = now.get(i);
            for (Figures engine : reading.engines()) {
                put(
                        servers.addObject().put("target", reading.target()),
                        engine,
                        Rates.of(before.get(i), reading, engine));
            }
            for (TaskFigures task : reading.tasks()) {
                tasks.addObject()
                        .put("target", reading.target())
                        .put("task", task.task())
                        .put("taken", task.taken())
                        .put("settled", task.settled())
                        .put("waiting", task.waiting())
                        .put("under_way", task.underWay())
                        .put("paused", task.paused());
            }
            if (!reading.problem().isEmpty()) {
                problems.addObject().put("target", reading.target()).put("problem", reading.problem());
            }
        }
        slot.ifPresent(kept -> document.putObject("slot")
                .put("name", kept.name())
                .put("bytes", kept.bytes())
                .put("wal_status", kept.status()));
        return document.toString();
    }

    private static void put(ObjectNode object, Figures engine, Optional<Rates> rates) {
        object.put("server", engine.server())
                .put("events_delivered", (long) engine.delivered())
                .put("bytes_delivered", (long) engine.bytes())
                .put("events_waiting", (long) engine.waiting())
                .put("requests_in_flight", (long) engine.inFlight())
                .put("source_lag_seconds", engine.lagSeconds())
                .put("last_delivery_age_seconds", engine.lastDeliverySeconds())
                .put("receipts", (long) engine.receipts())
                .put("receipts_missing", (long) engine.receiptsMissing())
                .put("receipt_seconds_p50", engine.receiptSeconds50())
                .put("receipt_seconds_p99", engine.receiptSeconds99())
                .put("poison_events", (long) engine.poison())
                .put("outages", (long) engine.outages())
                .put("outage_seconds", engine.outageSeconds())
                .put("outage_reason", engine.outageReason());
        ObjectNode retries = object.putObject("retries");
        engine.retries().forEach((reason, count) -> retries.put(reason, count.longValue()));
        rates.ifPresent(rate -> object.put("events_per_second", rate.events())
                .put("bytes_per_second", rate.bytes())
                .put("retries_per_second", rate.retries()));
    }
}
