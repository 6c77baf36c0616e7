package dev.memphis.emulator.management;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.ConsumerGroup;
import dev.memphis.emulator.broker.DeadLetter;
import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.broker.Station;
import dev.memphis.emulator.broker.StationNames;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The station overview: newest messages, producers, consumers, dead letters. All that is stored counts to partition 1.
 * Confined to the emulator's loop.
 */
final class OverviewRoutes {
    private static final int MOST_MESSAGES = 1000;
    private static final int SHOWN_BYTES = 100;

    private final Broker broker;
    private final ManagementTokens tokens;

    OverviewRoutes(Broker broker, ManagementTokens tokens) {
        this.broker = broker;
        this.tokens = tokens;
    }

    void mount(Router router) {
        router.get("/api/monitoring/getStationOverviewData").handler(tokens.required(this::overview));
    }

    private void overview(RoutingContext context) {
        String name = StationNames.canonical(context.request().getParam("station_name", ""));
        String partition = context.request().getParam("partition_number", "");
        List<String> missing = new ArrayList<>();
        if (name.isEmpty()) {
            missing.add("station_name");
        }
        if (!partition.matches("-?[1-9]\\d{0,8}")) {
            missing.add("partition_number");
        }
        if (!missing.isEmpty()) {
            Reply.required(context.response(), missing);
            return;
        }
        broker.station(name)
                .filter(station ->
                        Integer.parseInt(partition) <= station.settings().partitions())
                .ifPresentOrElse(
                        station -> Reply.indented(context.response(), overview(station)),
                        () -> Reply.refused(context.response(), "Station " + name + " does not exist"));
    }

    private static Map<String, Object> overview(Station station) {
        Map<String, Object> overview = new TreeMap<>();
        for (String none : List.of(
                "act_as_dls_station_in_stations",
                "audit_logs",
                "deleted_cgs",
                "deleted_producers",
                "disconnected_cgs",
                "disconnected_producers",
                "followers",
                "functions_failed_messages",
                "poison_messages",
                "sink_connectors",
                "source_connectors")) {
            overview.put(none, List.of());
        }
        overview.put("average_message_size", station.size() == 0 ? 0 : station.bytes() / station.size());
        overview.put(
                "connected_cgs",
                station.groups().stream().map(group -> group(station, group)).toList());
        overview.put("connected_producers", producers(station));
        overview.put("created_by_username", station.createdBy());
        overview.put("dls_configuration_poison", station.settings().deadLettersOfPoison());
        overview.put("dls_configuration_schemaverse", station.settings().deadLettersOfSchemas());
        overview.put("functions_enabled", true);
        overview.put("idempotency_window_in_ms", station.settings().idempotencyWindowMillis());
        overview.put("leader", "memphis-0");
        overview.put("max_amount_of_allowed_producers", -1);
        overview.put("messages", messages(station));
        overview.put("resend_disabled", false);
        overview.put("schema", schema(station));
        overview.put(
                "schema_failed_messages",
                station.deadLetters().all().reversed().stream()
                        .map(OverviewRoutes::deadLetter)
                        .toList());
        overview.put("tags", StationRoutes.tags());
        overview.put("tiered_storage_enabled", false);
        overview.put("total_dls_messages", station.deadLetters().count());
        overview.put("total_messages", station.size());
        return overview;
    }

    private static Map<String, Object> group(Station station, ConsumerGroup group) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", group.name());
        row.put("unprocessed_messages", station.lag(group));
        row.put("poison_messages", 0);
        row.put("is_active", true);
        row.put("in_process_messages", 0);
        row.put("max_ack_time_ms", 10_000);
        row.put("max_msg_deliveries", 1);
        List<Map<String, Object>> consumers = new ArrayList<>();
        group.consumers().forEach((name, seen) -> consumers.add(consumer(station, group, name, seen)));
        row.put("connected_consumers", consumers);
        row.put("disconnected_consumers", List.of());
        row.put("deleted_consumers", List.of());
        row.put(
                "last_status_change_date",
                group.consumers().values().stream()
                        .max(Instant::compareTo)
                        .orElse(station.created())
                        .toString());
        row.put("partitions_list", List.of(1));
        row.put("sdk_language", "go");
        row.put("update_available", false);
        return row;
    }

    private static Map<String, Object> consumer(Station station, ConsumerGroup group, String name, Instant seen) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("updated_at", seen.toString());
        row.put("is_active", true);
        row.put("consumers_group", group.name());
        row.put("max_ack_time_ms", 10_000);
        row.put("max_msg_deliveries", 1);
        row.put("station_name", station.name());
        row.put("partitions_list", List.of(1));
        row.put("count", 1);
        row.put("sdk_language", "go");
        row.put("update_available", false);
        return row;
    }

    private static List<Map<String, Object>> producers(Station station) {
        List<Map<String, Object>> rows = new ArrayList<>();
        station.producers().forEach((user, last) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", "rest-gateway");
            row.put("updated_at", last.toString());
            row.put("station_name", station.name());
            row.put("is_active", true);
            row.put("connected_producers_count", 1);
            row.put("disconnected_producers_count", 0);
            row.put("sdk_language", "go");
            row.put("update_available", false);
            rows.add(row);
        });
        return rows;
    }

    private static List<Map<String, Object>> messages(Station station) {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Message> newest = station.newest(MOST_MESSAGES);
        long number = station.arrivals() - newest.size();
        for (Message message : newest) {
            Map<String, String> headers = message.headers();
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("message_seq", ++number);
            row.put("produced_by", headers.remove("$memphis_producedBy"));
            row.put("data", shown(message));
            row.put("created_at", message.arrived().toString());
            row.put("connection_id", headers.remove("$memphis_connectionId"));
            row.put("size", message.size());
            row.put("headers", headers);
            row.put("partition", 1);
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, Object> schema(Station station) {
        Map<String, Object> row = new LinkedHashMap<>();
        station.schema().ifPresent(schema -> {
            row.put("name", schema.name());
            row.put("schema_type", "json");
            row.put("version_number", schema.version());
            row.put("updates_available", false);
        });
        return row;
    }

    private static Map<String, Object> deadLetter(DeadLetter letter) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("time_sent", letter.when().toString());
        message.put("size", letter.message().data().length);
        message.put("data", shown(letter.message()));
        message.put("headers", letter.message().headers());
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("message_seq", 0);
        row.put("id", letter.number());
        row.put("message", message);
        return row;
    }

    /** In hexadecimal, and of long ones only the beginning. */
    private static String shown(Message message) {
        byte[] data = message.data();
        return HexFormat.of().formatHex(data, 0, Math.min(data.length, SHOWN_BYTES));
    }
}
