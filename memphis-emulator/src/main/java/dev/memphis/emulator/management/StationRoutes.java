package dev.memphis.emulator.management;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Station;
import dev.memphis.emulator.broker.StationNames;
import dev.memphis.emulator.broker.StationSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** /api/stations: creating, listing, looking at and removing stations. Confined to the emulator's loop. */
final class StationRoutes {
    private static final Set<String> RETENTION_TYPES = Set.of("message_age_sec", "messages", "bytes", "ack_based");

    private final Broker broker;
    private final ManagementTokens tokens;

    StationRoutes(Broker broker, ManagementTokens tokens) {
        this.broker = broker;
        this.tokens = tokens;
    }

    void mount(Router router) {
        router.post("/api/stations/createStation").handler(tokens.required(this::create));
        router.get("/api/stations/getStation").handler(tokens.required(this::get));
        router.get("/api/stations/getAllStations").handler(tokens.required(this::all));
        router.delete("/api/stations/removeStation").handler(tokens.required(this::remove));
    }

    private void create(RoutingContext context) {
        Optional<JsonObject> body = Bodies.read(context);
        if (body.isEmpty()) {
            return;
        }
        String wanted = body.get().getString("name", "");
        if (wanted.isEmpty()) {
            Reply.required(context.response(), List.of("name"));
            return;
        }
        String name = StationNames.canonical(wanted);
        Optional<String> problem = problem(name, body.get());
        if (problem.isPresent()) {
            Reply.message(context.response(), 406, problem.get());
            return;
        }
        Station station = broker.create(name, settings(body.get()), "root");
        Map<String, Object> answer = new TreeMap<>();
        answer.put("created_at", station.created().toString());
        answer.put("created_by_username", station.createdBy());
        answer.put("dls_configuration_poison", station.settings().deadLettersOfPoison());
        answer.put("dls_configuration_schemaverse", station.settings().deadLettersOfSchemas());
        answer.put("dls_station", "");
        answer.put("id", station.id());
        answer.put("idempotency_window_in_ms", station.settings().idempotencyWindowMillis());
        answer.put("is_deleted", false);
        answer.put("last_update", station.created().toString());
        answer.put("name", name);
        answer.put("replicas", station.settings().replicas());
        answer.put("resend_disabled", false);
        answer.put("retention_type", station.settings().retentionType());
        answer.put("retention_value", station.settings().retentionValue());
        answer.put("schema_name", "");
        answer.put("schema_version_number", 0);
        answer.put("storage_type", storage(station));
        answer.put("tiered_storage_enabled", false);
        Reply.indented(context.response(), answer);
    }

    private Optional<String> problem(String name, JsonObject body) {
        Optional<String> nameProblem = StationNames.problem(name);
        if (nameProblem.isPresent()) {
            return nameProblem;
        }
        if (broker.station(name).isPresent()) {
            return Optional.of("Station " + name + " already exists");
        }
        String retention = body.getString("retention_type", "");
        if (!retention.isEmpty() && !RETENTION_TYPES.contains(retention)) {
            return Optional.of("retention type can be one of the following message_age_sec/messages/bytes/ack_based");
        }
        return body.getInteger("partitions_number", 0) < 1
                ? Optional.of("cannot create station with 0 replicas (max:10000 min:1): Station " + name)
                : Optional.empty();
    }

    private static StationSettings settings(JsonObject body) {
        JsonObject deadLetters = body.getJsonObject("dls_configuration", new JsonObject());
        boolean retained = !body.getString("retention_type", "").isEmpty();
        return new StationSettings(
                retained ? body.getString("retention_type") : "message_age_sec",
                retained ? body.getLong("retention_value", 0L) : 604_800,
                body.getString("storage_type", "file"),
                Math.max(1, body.getInteger("replicas", 1)),
                body.getInteger("partitions_number"),
                body.getLong("idempotency_window_in_ms", 0L),
                deadLetters.getBoolean("poison", false),
                deadLetters.getBoolean("schemaverse", false));
    }

    private static String storage(Station station) {
        return station.settings().storage().equals("memory") ? "memory" : "disk";
    }

    private void get(RoutingContext context) {
        String name = StationNames.canonical(context.request().getParam("station_name", ""));
        Optional<Station> station = broker.station(name);
        if (station.isEmpty()) {
            Reply.message(context.response(), 406, "Station " + name + " does not exist");
            return;
        }
        Reply.indented(context.response(), details(station.get()));
    }

    private static Map<String, Object> details(Station station) {
        StationSettings settings = station.settings();
        Map<String, Object> tag = new LinkedHashMap<>();
        tag.put("name", "default");
        tag.put("color", "0, 165, 255");
        Map<String, Object> deadLetters = new LinkedHashMap<>();
        deadLetters.put("poison", settings.deadLettersOfPoison());
        deadLetters.put("schemaverse", settings.deadLettersOfSchemas());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("id", station.id());
        details.put("name", station.name());
        details.put("retention_type", settings.retentionType());
        details.put("retention_value", settings.retentionValue());
        details.put("storage_type", storage(station));
        details.put("replicas", settings.replicas());
        details.put("created_by", 1);
        details.put("created_by_username", station.createdBy());
        details.put("created_at", station.created().toString());
        details.put("last_update", station.created().toString());
        details.put("is_deleted", false);
        details.put("tags", List.of(tag));
        details.put("idempotency_window_in_ms", settings.idempotencyWindowMillis());
        details.put("is_native", true);
        details.put("dls_configuration", deadLetters);
        details.put("tiered_storage_enabled", false);
        details.put("resend_disabled", false);
        details.put(
                "partitions_list",
                IntStream.rangeClosed(1, settings.partitions()).boxed().toList());
        details.put("partitions_number", settings.partitions());
        details.put("dls_station", "");
        details.put("functions_lock_held", false);
        details.put("functions_locked_at", "0001-01-01T00:00:00Z");
        return details;
    }

    private void all(RoutingContext context) {
        List<Map<String, Object>> stations = new ArrayList<>();
        for (Station station : broker.stations()) {
            Map<String, Object> row = details(station);
            row.put("total_messages", station.messages().size());
            stations.add(row);
        }
        Reply.indented(context.response(), stations);
    }

    private void remove(RoutingContext context) {
        Optional<JsonObject> body = Bodies.read(context);
        if (body.isEmpty()) {
            return;
        }
        JsonArray names = body.get().getJsonArray("station_names", new JsonArray());
        if (names.isEmpty()) {
            Reply.required(context.response(), List.of("station_names"));
            return;
        }
        for (Object wanted : names) {
            String name = StationNames.canonical(String.valueOf(wanted));
            if (broker.station(name).isEmpty()) {
                Reply.message(context.response(), 406, "Station " + name + " does not exist");
                return;
            }
        }
        names.forEach(name -> broker.remove(StationNames.canonical(String.valueOf(name))));
        Reply.plain(context.response(), Map.of());
    }
}
