package dev.memphis.emulator.management;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Station;
import dev.memphis.emulator.broker.StationNames;
import dev.memphis.emulator.broker.StationSettings;
import dev.memphis.emulator.broker.Users;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** /api/stations: creating, listing, looking at and removing stations. Confined to the emulator's loop. */
final class StationRoutes {
    private static final int LONGEST_NAME = 128;

    private final Broker broker;
    private final Users users;
    private final ManagementTokens tokens;

    StationRoutes(Broker broker, Users users, ManagementTokens tokens) {
        this.broker = broker;
        this.users = users;
        this.tokens = tokens;
    }

    void mount(Router router) {
        router.post("/api/stations/createStation").handler(tokens.required(this::create));
        router.get("/api/stations/getStation").handler(tokens.required(this::get));
        router.get("/api/stations/getAllStations").handler(tokens.required(this::all));
        router.delete("/api/stations/removeStation").handler(tokens.required(this::remove));
    }

    private void create(RoutingContext context) {
        Form form = Form.read(context);
        String name = StationNames.canonical(form.text("name"));
        StationPlan plan = StationPlan.read(form);
        Optional<String> problem = problem(name, plan);
        if (name.isEmpty()) {
            Reply.required(context.response(), List.of("name"));
        } else if (name.length() > LONGEST_NAME) {
            Reply.invalid(context.response(), "name", "max=" + LONGEST_NAME);
        } else if (problem.isPresent()) {
            Reply.refused(context.response(), problem.get());
        } else if (plan.wantsCluster()) {
            Reply.message(context.response(), 500, "Server error");
        } else {
            Reply.indented(
                    context.response(),
                    created(broker.create(name, plan.settings(), ManagementTokens.userOf(context))));
        }
    }

    private Optional<String> problem(String name, StationPlan plan) {
        return StationNames.problem(name)
                .or(() -> broker.station(name).map(there -> "Station " + name + " already exists"))
                .or(() -> plan.problem(name));
    }

    private static Map<String, Object> created(Station station) {
        StationSettings settings = station.settings();
        Map<String, Object> answer = new TreeMap<>();
        answer.put("created_at", station.created().toString());
        answer.put("created_by_username", station.createdBy());
        answer.put("dls_configuration_poison", settings.deadLettersOfPoison());
        answer.put("dls_configuration_schemaverse", settings.deadLettersOfSchemas());
        answer.put("dls_station", "");
        answer.put("id", station.id());
        answer.put("idempotency_window_in_ms", settings.idempotencyWindowMillis());
        answer.put("is_deleted", false);
        answer.put("last_update", station.created().toString());
        answer.put("name", station.name());
        answer.put("replicas", settings.replicas());
        answer.put("resend_disabled", false);
        answer.put("retention_type", settings.retentionType());
        answer.put("retention_value", settings.retentionValue());
        answer.put("schema_name", "");
        answer.put("schema_version_number", 0);
        answer.put("storage_type", disk(settings));
        answer.put("tiered_storage_enabled", false);
        return answer;
    }

    /** Where stations are looked at one by one, Memphis says disk for file. */
    private static String disk(StationSettings settings) {
        return settings.storage().equals("memory") ? "memory" : "disk";
    }

    private void get(RoutingContext context) {
        String name = StationNames.canonical(context.request().getParam("station_name", ""));
        if (name.isEmpty()) {
            Reply.required(context.response(), List.of("station_name"));
            return;
        }
        broker.station(name)
                .ifPresentOrElse(
                        station -> Reply.indented(context.response(), details(station)),
                        () -> Reply.refused(context.response(), "Station " + name + " does not exist"));
    }

    private Map<String, Object> details(Station station) {
        StationSettings settings = station.settings();
        Map<String, Object> deadLetters = new LinkedHashMap<>();
        deadLetters.put("poison", settings.deadLettersOfPoison());
        deadLetters.put("schemaverse", settings.deadLettersOfSchemas());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("id", station.id());
        details.put("name", station.name());
        details.put("retention_type", settings.retentionType());
        details.put("retention_value", settings.retentionValue());
        details.put("storage_type", disk(settings));
        details.put("replicas", settings.replicas());
        details.put("created_by", creator(station));
        details.put("created_by_username", station.createdBy());
        details.put("created_at", station.created().toString());
        details.put("last_update", station.created().toString());
        details.put("is_deleted", false);
        details.put("tags", tags());
        details.put("idempotency_window_in_ms", settings.idempotencyWindowMillis());
        details.put("is_native", true);
        details.put("dls_configuration", deadLetters);
        details.put("tiered_storage_enabled", false);
        details.put("resend_disabled", false);
        details.put("partitions_list", partitions(settings));
        details.put("partitions_number", settings.partitions());
        details.put("dls_station", "");
        details.put("functions_lock_held", false);
        details.put("functions_locked_at", station.created().toString());
        return details;
    }

    private int creator(Station station) {
        return users.find(station.createdBy()).map(Users.User::id).orElse(1);
    }

    static List<Map<String, Object>> tags() {
        Map<String, Object> tag = new LinkedHashMap<>();
        tag.put("name", "default");
        tag.put("color", "0, 165, 255");
        return List.of(tag);
    }

    private static List<Integer> partitions(StationSettings settings) {
        return IntStream.rangeClosed(1, settings.partitions()).boxed().toList();
    }

    private void all(RoutingContext context) {
        Reply.indented(
                context.response(),
                broker.stations().stream()
                        .sorted(Comparator.comparing(Station::id).reversed())
                        .map(this::row)
                        .toList());
    }

    private Map<String, Object> row(Station station) {
        StationSettings settings = station.settings();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", station.id());
        row.put("name", station.name());
        row.put("retention_type", settings.retentionType());
        row.put("retention_value", settings.retentionValue());
        row.put("storage_type", settings.storage());
        row.put("replicas", settings.replicas());
        row.put("created_by", creator(station));
        row.put("created_by_username", station.createdBy());
        row.put("created_at", station.created().toString());
        row.put("updated_at", station.created().toString());
        row.put("total_messages", station.size());
        station.schema().ifPresent(schema -> {
            row.put("schema_name", schema.name());
            // Spelled so by Memphis.
            row.put("schema_vesrion_number", schema.version());
        });
        row.put("tags", tags());
        row.put("idempotency_window_in_ms", settings.idempotencyWindowMillis());
        row.put("is_native", true);
        row.put("dls_configuration_poison", settings.deadLettersOfPoison());
        row.put("dls_configuration_schemaverse", settings.deadLettersOfSchemas());
        row.put("has_dls_messages", station.deadLetters().count() > 0);
        row.put("activity", !station.producers().isEmpty());
        row.put("tenant_name", "$memphis");
        row.put("resend_disabled", false);
        row.put("partitions_list", partitions(settings));
        row.put("version", 2);
        row.put("dls_station", "");
        row.put("functions_lock_held", false);
        row.put("functions_locked_at", station.created().toString());
        return row;
    }

    private void remove(RoutingContext context) {
        Form form = Form.read(context);
        List<String> names = form.texts("station_names");
        if (!form.missing("station_names").isEmpty()) {
            Reply.required(context.response(), List.of("station_names"));
            return;
        }
        for (String name : names) {
            if (broker.station(name).isEmpty()) {
                Reply.refused(context.response(), "Station " + name + " does not exist");
                return;
            }
        }
        names.forEach(broker::remove);
        Reply.nothing(context.response());
    }
}
