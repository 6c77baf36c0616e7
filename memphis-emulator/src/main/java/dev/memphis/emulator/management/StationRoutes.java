package dev.memphis.emulator.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Station;
import dev.memphis.emulator.broker.StationNames;
import dev.memphis.emulator.broker.StationSettings;
import dev.memphis.emulator.broker.Users;
import dev.memphis.emulator.http.Reply;
import dev.memphis.emulator.json.GoJsonException;
import dev.memphis.emulator.json.GoStruct;
import dev.memphis.emulator.management.Endpoints.Question;
import io.vertx.core.http.HttpMethod;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** /api/stations: creating, listing, looking at and removing stations. Confined to the emulator's loop. */
record StationRoutes(Broker broker, Users users) {
    static final String TAGS = "[{\"name\": \"default\", \"color\": \"0, 165, 255\"}]";

    private static final int LONGEST_NAME = 128;

    private static final Shape CREATED = Shape.of("""
            {"created_at": "", "created_by_username": "", "dls_configuration_poison": true,
             "dls_configuration_schemaverse": true, "dls_station": "", "id": 1, "idempotency_window_in_ms": 120000,
             "is_deleted": false, "last_update": "", "name": "", "replicas": 1, "resend_disabled": false,
             "retention_type": "", "retention_value": 3600, "schema_name": "", "schema_version_number": 0,
             "storage_type": "disk", "tiered_storage_enabled": false}""");

    private static final Shape DETAILS = Shape.of("""
            {"id": 1, "name": "", "retention_type": "", "retention_value": 3600, "storage_type": "disk", "replicas": 1,
             "created_by": 1, "created_by_username": "", "created_at": "", "last_update": "", "is_deleted": false,
             "tags": %s, "idempotency_window_in_ms": 120000, "is_native": true,
             "dls_configuration": {"poison": true, "schemaverse": true}, "tiered_storage_enabled": false,
             "resend_disabled": false, "partitions_list": [1], "partitions_number": 1, "dls_station": "",
             "functions_lock_held": false, "functions_locked_at": ""}""".formatted(TAGS));

    /** The second of the schema's fields is spelled so by Memphis; both are there only where a schema is. */
    private static final Shape LISTED = Shape.of("""
            {"id": 1, "name": "", "retention_type": "", "retention_value": 3600, "storage_type": "file", "replicas": 1,
             "created_by": 1, "created_by_username": "", "created_at": "", "updated_at": "", "total_messages": 0,
             "schema_name": "", "schema_vesrion_number": 1, "tags": %s, "idempotency_window_in_ms": 120000,
             "is_native": true, "dls_configuration_poison": true, "dls_configuration_schemaverse": true,
             "has_dls_messages": false, "activity": false, "tenant_name": "$memphis", "resend_disabled": false,
             "partitions_list": [1], "version": 2, "dls_station": "", "functions_lock_held": false,
             "functions_locked_at": ""}""".formatted(TAGS));

    void mount(Endpoints endpoints) {
        endpoints.secured(HttpMethod.POST, "/api/stations/createStation", this::create);
        endpoints.secured(HttpMethod.GET, "/api/stations/getStation", this::get);
        endpoints.secured(HttpMethod.GET, "/api/stations/getAllStations", this::all);
        endpoints.secured(HttpMethod.DELETE, "/api/stations/removeStation", this::remove);
    }

    private Object create(Question question) throws GoJsonException {
        GoStruct body = question.body();
        String name = StationNames.canonical(body.text("name"));
        StationPlan plan = StationPlan.read(body);
        Refusal.ifMissing(body.missing("name"));
        if (name.length() > LONGEST_NAME) {
            throw Refusal.field("name", "max=" + LONGEST_NAME);
        }
        StationNames.problem(name)
                .or(() -> broker.station(name).map(there -> "Station " + name + " already exists"))
                .or(() -> plan.problem(name))
                .ifPresent(problem -> {
                    throw Refusal.of(problem);
                });
        if (plan.wantsCluster()) {
            throw Refusal.of(500, "Server error");
        }
        return withDisk(CREATED, broker.create(name, plan.settings(), question.user()));
    }

    private Object get(Question question) {
        Station station = named(broker, question.parameter("station_name"));
        StationSettings settings = station.settings();
        ObjectNode details = withDisk(DETAILS, station);
        details.putObject("dls_configuration")
                .put("poison", settings.deadLettersOfPoison())
                .put("schemaverse", settings.deadLettersOfSchemas());
        return details;
    }

    /** Returns the station that somebody asks for. */
    static Station named(Broker broker, String asked) {
        String name = StationNames.canonical(asked);
        if (name.isEmpty()) {
            Refusal.ifMissing(List.of("station_name"));
        }
        return broker.station(name).orElseThrow(() -> Refusal.of("Station " + name + " does not exist"));
    }

    /** Where stations are looked at one by one, Memphis says disk for file. */
    private ObjectNode withDisk(Shape shape, Station station) {
        ObjectNode answer = shape.with(facts(station));
        if (station.settings().storage().equals("file")) {
            answer.put("storage_type", "disk");
        }
        return answer;
    }

    private Object all(Question question) {
        return broker.stations().stream()
                .sorted(Comparator.comparing(Station::id).reversed())
                .map(this::listed)
                .toList();
    }

    private ObjectNode listed(Station station) {
        ObjectNode row = LISTED.with(facts(station));
        if (station.schema().isEmpty()) {
            row.remove(List.of("schema_name", "schema_vesrion_number"));
        }
        return row;
    }

    private ObjectNode facts(Station station) {
        StationSettings settings = station.settings();
        String created = station.created().toString();
        ObjectNode facts = Reply.JSON.valueToTree(settings);
        station.schema()
                .ifPresent(schema ->
                        facts.put("schema_name", schema.name()).put("schema_vesrion_number", schema.version()));
        facts.set(
                "partitions_list",
                Reply.JSON.valueToTree(
                        IntStream.rangeClosed(1, settings.partitions()).toArray()));
        return facts.put("id", station.id())
                .put("name", station.name())
                .put(
                        "created_by",
                        users.find(station.createdBy()).map(Users.User::id).orElse(1))
                .put("created_by_username", station.createdBy())
                .put("created_at", created)
                .put("last_update", created)
                .put("updated_at", created)
                .put("functions_locked_at", created)
                .put("total_messages", station.size())
                .put("has_dls_messages", station.deadLetters().count() > 0)
                .put("activity", !station.producers().isEmpty());
    }

    private Object remove(Question question) throws GoJsonException {
        GoStruct body = question.body();
        List<String> names = body.texts("station_names");
        Refusal.ifMissing(body.missing("station_names"));
        for (String name : names) {
            if (broker.station(name).isEmpty()) {
                throw Refusal.of("Station " + name + " does not exist");
            }
        }
        names.forEach(broker::remove);
        return Map.of();
    }
}
