package dev.memphis.emulator.management;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Station;
import dev.memphis.emulator.broker.StationNames;
import dev.memphis.emulator.schema.Schema;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Schemaverse: /api/schemas, and the two routes of /api/stations that have a station use a schema. Of Memphis' types of
 * schema only JSON is there. Confined to the emulator's loop.
 */
final class SchemaRoutes {
    /** Memphis' own status for a schema that is none. */
    private static final int BAD_SCHEMA = 555;

    private static final List<String> TYPES = List.of("protobuf", "json", "graphql", "avro");

    private final Broker broker;
    private final ManagementTokens tokens;

    SchemaRoutes(Broker broker, ManagementTokens tokens) {
        this.broker = broker;
        this.tokens = tokens;
    }

    void mount(Router router) {
        router.post("/api/schemas/createNewSchema").handler(tokens.required(this::create));
        router.get("/api/schemas/getAllSchemas").handler(tokens.required(this::all));
        router.get("/api/schemas/getSchemaDetails").handler(tokens.required(this::details));
        router.delete("/api/schemas/removeSchema").handler(tokens.required(this::remove));
        router.post("/api/stations/useSchema").handler(tokens.required(this::use));
        router.delete("/api/stations/removeSchemaFromStation").handler(tokens.required(this::detach));
    }

    private void create(RoutingContext context) {
        Form form = Form.read(context);
        String name = form.text("name").toLowerCase(Locale.ROOT);
        String type = form.text("type").toLowerCase(Locale.ROOT);
        Optional<String> problem = problem(name, type);
        if (name.isEmpty()) {
            Reply.required(context.response(), List.of("name"));
            return;
        }
        if (problem.isPresent()) {
            Reply.refused(context.response(), problem.get());
            return;
        }
        int id = broker.schemas().all().size() + 1;
        try {
            broker.schemas().put(Schema.of(name, 1, form.text("schema_content")));
        } catch (IllegalArgumentException e) {
            Reply.message(context.response(), BAD_SCHEMA, "your json schema is invalid");
            return;
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", id);
        answer.put("name", name);
        answer.put("type", type);
        answer.put("created_by_username", ManagementTokens.userOf(context));
        answer.put("tenant_name", "");
        Reply.indented(context.response(), answer);
    }

    private Optional<String> problem(String name, String type) {
        return StationNames.problem("Schema", name)
                .or(() -> TYPES.contains(type) ? Optional.empty() : Optional.of("unsupported schema type"))
                .or(() -> type.equals("json")
                        ? Optional.empty()
                        : Optional.of("the emulator knows JSON schemas only, not " + type))
                .or(() -> broker.schemas().find(name).map(there -> "Schema with the name " + name + " already exists"));
    }

    private void all(RoutingContext context) {
        Reply.indented(
                context.response(),
                broker.schemas().all().stream().map(this::row).toList());
    }

    private Map<String, Object> row(Schema schema) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", schema.name());
        row.put("type", "json");
        row.put("active_version_number", schema.version());
        row.put("used", broker.stations().stream().anyMatch(station -> uses(station, schema.name())));
        row.put("tags", StationRoutes.tags());
        return row;
    }

    /** As the broker's source has it (v1.4.4, memphis_handlers_schemas.go); not recorded. Versions before are not kept. */
    private void details(RoutingContext context) {
        String name = context.request().getParam("schema_name", "");
        broker.schemas()
                .find(name.toLowerCase(Locale.ROOT))
                .ifPresentOrElse(
                        schema -> Reply.indented(context.response(), details(schema)),
                        () -> Reply.refused(context.response(), "Schema " + name + " does not exist"));
    }

    private Map<String, Object> details(Schema schema) {
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("version_number", schema.version());
        version.put("active", true);
        version.put("schema_content", schema.content());
        version.put("message_struct_name", "");
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("schema_name", schema.name());
        details.put("type", "json");
        details.put("versions", List.of(version));
        details.put(
                "used_stations",
                broker.stations().stream()
                        .filter(station -> uses(station, schema.name()))
                        .map(Station::name)
                        .toList());
        details.put("tags", StationRoutes.tags());
        return details;
    }

    private static boolean uses(Station station, String schema) {
        return station.schema().filter(used -> used.name().equals(schema)).isPresent();
    }

    private void remove(RoutingContext context) {
        Form form = Form.read(context);
        List<String> names = form.texts("schema_names");
        if (!form.missing("schema_names").isEmpty()) {
            Reply.required(context.response(), List.of("schema_names"));
            return;
        }
        for (String wanted : names) {
            String name = wanted.toLowerCase(Locale.ROOT);
            broker.stations().stream()
                    .filter(station -> uses(station, name))
                    .forEach(station -> broker.use(station, Optional.empty()));
            broker.schemas().remove(name);
        }
        Reply.nothing(context.response());
    }

    private void use(RoutingContext context) {
        Form form = Form.read(context);
        List<String> names = form.texts("station_names");
        List<String> missing = form.missing("station_names", "schema_name");
        if (!missing.isEmpty()) {
            Reply.required(context.response(), missing);
            return;
        }
        String name = form.text("schema_name").toLowerCase(Locale.ROOT);
        Optional<Schema> schema = broker.schemas().find(name);
        if (schema.isEmpty()) {
            Reply.refused(context.response(), "Schema " + name + " does not exist");
            return;
        }
        List<Optional<Station>> stations =
                names.stream().map(StationNames::canonical).map(broker::station).toList();
        if (stations.stream().anyMatch(Optional::isEmpty)) {
            // Memphis does not say which.
            Reply.refused(context.response(), "Station  does not exist");
            return;
        }
        stations.forEach(station -> broker.use(station.orElseThrow(), schema));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", name);
        answer.put("schema_type", "json");
        answer.put("version_number", schema.get().version());
        answer.put("updates_available", false);
        Reply.indented(context.response(), answer);
    }

    private void detach(RoutingContext context) {
        Form form = Form.read(context);
        String name = StationNames.canonical(form.text("station_name"));
        if (name.isEmpty()) {
            Reply.required(context.response(), List.of("station_name"));
            return;
        }
        broker.station(name)
                .ifPresentOrElse(
                        station -> {
                            broker.use(station, Optional.empty());
                            Reply.nothing(context.response());
                        },
                        () -> Reply.refused(context.response(), "Station " + name + " does not exist"));
    }
}
