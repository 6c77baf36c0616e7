package dev.memphis.emulator.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.ConsumerGroup;
import dev.memphis.emulator.broker.DeadLetter;
import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.broker.Station;
import dev.memphis.emulator.http.Reply;
import dev.memphis.emulator.management.Endpoints.Question;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The station overview: newest messages, producers, consumers, dead letters. All that is stored counts to partition 1.
 * Confined to the emulator's loop.
 */
record OverviewRoutes(Broker broker) {
    private static final int MOST_MESSAGES = 1000;
    private static final int SHOWN_BYTES = 100;

    private static final Shape OVERVIEW = Shape.of("""
            {"act_as_dls_station_in_stations": [], "audit_logs": [], "average_message_size": 0, "connected_cgs": [],
             "connected_producers": [], "created_by_username": "", "deleted_cgs": [], "deleted_producers": [],
             "disconnected_cgs": [], "disconnected_producers": [], "dls_configuration_poison": true,
             "dls_configuration_schemaverse": true, "followers": [], "functions_enabled": true,
             "functions_failed_messages": [], "idempotency_window_in_ms": 120000, "leader": "memphis-0",
             "max_amount_of_allowed_producers": -1, "messages": [], "poison_messages": [], "resend_disabled": false,
             "schema": {}, "schema_failed_messages": [], "sink_connectors": [], "source_connectors": [], "tags": %s,
             "tiered_storage_enabled": false, "total_dls_messages": 0, "total_messages": 0}""".formatted(StationRoutes.TAGS));

    private static final Shape GROUP = Shape.of("""
            {"name": "", "unprocessed_messages": 0, "poison_messages": 0, "is_active": true, "in_process_messages": 0,
             "max_ack_time_ms": 10000, "max_msg_deliveries": 1, "connected_consumers": [],
             "disconnected_consumers": [], "deleted_consumers": [], "last_status_change_date": "",
             "partitions_list": [1], "sdk_language": "go", "update_available": false}""");

    private static final Shape CONSUMER = Shape.of("""
            {"name": "", "updated_at": "", "is_active": true, "consumers_group": "", "max_ack_time_ms": 10000,
             "max_msg_deliveries": 1, "station_name": "", "partitions_list": [1], "count": 1, "sdk_language": "go",
             "update_available": false}""");

    private static final Shape PRODUCER = Shape.of("""
            {"name": "rest-gateway", "updated_at": "", "station_name": "", "is_active": true,
             "connected_producers_count": 1, "disconnected_producers_count": 0, "sdk_language": "go",
             "update_available": false}""");

    void mount(Endpoints endpoints) {
        endpoints.secured(HttpMethod.GET, "/api/monitoring/getStationOverviewData", this::overview);
    }

    private Object overview(Question question) {
        String asked = question.parameter("station_name");
        String partition = question.parameter("partition_number");
        List<String> missing = new ArrayList<>();
        if (asked.isEmpty()) {
            missing.add("station_name");
        }
        if (!partition.matches("-?[1-9]\\d{0,8}")) {
            missing.add("partition_number");
        }
        Refusal.ifMissing(missing);
        Station station = StationRoutes.named(broker, asked);
        if (Integer.parseInt(partition) > station.settings().partitions()) {
            throw Refusal.of("Station " + station.name() + " does not exist");
        }
        return overview(station);
    }

    private record Facts(
            long averageMessageSize,
            List<ObjectNode> connectedCgs,
            List<ObjectNode> connectedProducers,
            String createdByUsername,
            List<Row> messages,
            Object schema,
            List<Refused> schemaFailedMessages,
            long totalDlsMessages,
            int totalMessages) {}

    private static ObjectNode overview(Station station) {
        ObjectNode facts = Reply.JSON.valueToTree(station.settings());
        facts.setAll((ObjectNode) Reply.JSON.valueToTree(new Facts(
                station.size() == 0 ? 0 : station.bytes() / station.size(),
                station.groups().stream().map(group -> group(station, group)).toList(),
                producers(station),
                station.createdBy(),
                messages(station),
                station.schema().<Object>map(SchemaRoutes.Used::of).orElse(Map.of()),
                station.deadLetters().all().reversed().stream().map(Refused::of).toList(),
                station.deadLetters().count(),
                station.size())));
        return OVERVIEW.with(facts);
    }

    private static ObjectNode group(Station station, ConsumerGroup group) {
        ObjectNode row = GROUP.with(Map.of("name", group.name(), "unprocessed_messages", station.lag(group)))
                .put(
                        "last_status_change_date",
                        group.consumers().values().stream()
                                .max(Instant::compareTo)
                                .orElse(station.created())
                                .toString());
        group.consumers()
                .forEach((name, seen) -> row.withArray("connected_consumers")
                        .add(CONSUMER.with(Map.of(
                                "name",
                                name,
                                "updated_at",
                                seen,
                                "consumers_group",
                                group.name(),
                                "station_name",
                                station.name()))));
        return row;
    }

    private static List<ObjectNode> producers(Station station) {
        return station.producers().values().stream()
                .map(last -> PRODUCER.with(Map.of("updated_at", last, "station_name", station.name())))
                .toList();
    }

    private record Row(
            long messageSeq,
            String producedBy,
            String data,
            Instant createdAt,
            String connectionId,
            long size,
            Map<String, String> headers,
            int partition) {
        static Row of(long number, Message message) {
            Map<String, String> headers = message.headers();
            String producer = taken("$memphis_producedBy", headers);
            String connection = taken("$memphis_connectionId", headers);
            return new Row(number, producer, shown(message), message.arrived(), connection, message.size(), headers, 1);
        }

        private static String taken(String name, Map<String, String> headers) {
            return Objects.requireNonNullElse(headers.remove(name), "");
        }
    }

    private static List<Row> messages(Station station) {
        List<Row> rows = new ArrayList<>();
        List<Message> newest = station.newest(MOST_MESSAGES);
        long number = station.arrivals() - newest.size();
        for (Message message : newest) {
            rows.add(Row.of(++number, message));
        }
        return rows;
    }

    private record Refused(int messageSeq, long id, Content message) {
        record Content(Instant timeSent, int size, String data, Map<String, String> headers) {}

        static Refused of(DeadLetter letter) {
            Message message = letter.message();
            return new Refused(
                    0,
                    letter.number(),
                    new Content(letter.when(), message.data().length, shown(message), message.headers()));
        }
    }

    /** In hexadecimal, and of long ones only the beginning. */
    private static String shown(Message message) {
        byte[] data = message.data();
        return HexFormat.of().formatHex(data, 0, Math.min(data.length, SHOWN_BYTES));
    }
}
