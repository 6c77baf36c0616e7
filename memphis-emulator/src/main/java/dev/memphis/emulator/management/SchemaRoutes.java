package dev.memphis.emulator.management;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Station;
import dev.memphis.emulator.broker.StationNames;
import dev.memphis.emulator.json.GoJsonException;
import dev.memphis.emulator.json.GoStruct;
import dev.memphis.emulator.management.Endpoints.Question;
import dev.memphis.emulator.schema.Schema;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Schemaverse: /api/schemas, and the two routes of /api/stations that have a station use a schema. Of Memphis' types of
 * schema only JSON is there. Confined to the emulator's loop.
 */
record SchemaRoutes(Broker broker) {
    /** Memphis' own status for a schema that is none. */
    private static final int BAD_SCHEMA = 555;

    private static final List<String> TYPES = List.of("protobuf", "json", "graphql", "avro");
    private static final String JSON = "json";

    private static final Shape LISTED = Shape.of("""
            {"name": "", "type": "json", "active_version_number": 1, "used": false, "tags": %s}""".formatted(StationRoutes.TAGS));

    /** As the broker's source has it (v1.4.4, memphis_handlers_schemas.go); not recorded. Versions before are not kept. */
    private static final Shape DETAILS = Shape.of("""
            {"schema_name": "", "type": "json", "versions": [], "used_stations": [], "tags": %s}""".formatted(StationRoutes.TAGS));

    void mount(Endpoints endpoints) {
        endpoints.secured(HttpMethod.POST, "/api/schemas/createNewSchema", this::create);
        endpoints.secured(HttpMethod.GET, "/api/schemas/getAllSchemas", this::all);
        endpoints.secured(HttpMethod.GET, "/api/schemas/getSchemaDetails", this::details);
        endpoints.secured(HttpMethod.DELETE, "/api/schemas/removeSchema", this::remove);
        endpoints.secured(HttpMethod.POST, "/api/stations/useSchema", this::use);
        endpoints.secured(HttpMethod.DELETE, "/api/stations/removeSchemaFromStation", this::detach);
    }

    private record Created(int id, String name, String type, String createdByUsername, String tenantName) {}

    private Object create(Question question) throws GoJsonException {
        GoStruct body = question.body();
        String name = body.text("name").toLowerCase(Locale.ROOT);
        String type = body.text("type").toLowerCase(Locale.ROOT);
        String content = body.text("schema_content");
        Refusal.ifMissing(body.missing("name"));
        problem(name, type).ifPresent(problem -> {
            throw Refusal.of(problem);
        });
        int id = broker.schemas().all().size() + 1;
        try {
            broker.schemas().put(Schema.of(name, 1, content));
        } catch (IllegalArgumentException e) {
            throw Refusal.of(BAD_SCHEMA, "your json schema is invalid");
        }
        return new Created(id, name, type, question.user(), "");
    }

    private Optional<String> problem(String name, String type) {
        return StationNames.problem("Schema", name)
                .or(() -> TYPES.contains(type) ? Optional.empty() : Optional.of("unsupported schema type"))
                .or(() -> type.equals(JSON)
                        ? Optional.empty()
                        : Optional.of("the emulator knows JSON schemas only, not " + type))
                .or(() -> broker.schemas().find(name).map(there -> "Schema with the name " + name + " already exists"));
    }

    private Object all(Question question) {
        return broker.schemas().all().stream()
                .map(schema -> LISTED.with(Map.of(
                        "name", schema.name(),
                        "active_version_number", schema.version(),
                        "used", !users(schema.name()).isEmpty())))
                .toList();
    }

    private record Version(int versionNumber, boolean active, String schemaContent, String messageStructName) {}

    private Object details(Question question) {
        Schema schema = named(question.parameter("schema_name"));
        return DETAILS.with(Map.of(
                "schema_name", schema.name(),
                "versions", List.of(new Version(schema.version(), true, schema.content(), "")),
                "used_stations",
                        users(schema.name()).stream().map(Station::name).toList()));
    }

    private Schema named(String name) {
        return broker.schemas()
                .find(name.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> Refusal.of("Schema " + name + " does not exist"));
    }

    /** The stations that use a schema. */
    private List<Station> users(String schema) {
        return broker.stations().stream()
                .filter(station -> station.schema()
                        .filter(used -> used.name().equals(schema))
                        .isPresent())
                .toList();
    }

    private Object remove(Question question) throws GoJsonException {
        GoStruct body = question.body();
        List<String> names = body.texts("schema_names");
        Refusal.ifMissing(body.missing("schema_names"));
        for (String wanted : names) {
            String name = wanted.toLowerCase(Locale.ROOT);
            users(name).forEach(station -> station.use(Optional.empty()));
            broker.schemas().remove(name);
        }
        return Map.of();
    }

    /** What a station uses. */
    record Used(String name, String schemaType, int versionNumber, boolean updatesAvailable) {
        static Used of(Schema schema) {
            return new Used(schema.name(), JSON, schema.version(), false);
        }
    }

    private Object use(Question question) throws GoJsonException {
        GoStruct body = question.body();
        List<String> names = body.texts("station_names");
        String name = body.text("schema_name").toLowerCase(Locale.ROOT);
        Refusal.ifMissing(body.missing("station_names", "schema_name"));
        Schema schema = named(name);
        List<Optional<Station>> stations =
                names.stream().map(StationNames::canonical).map(broker::station).toList();
        if (stations.stream().anyMatch(Optional::isEmpty)) {
            // Memphis does not say which.
            throw Refusal.of("Station  does not exist");
        }
        stations.forEach(station -> station.orElseThrow().use(Optional.of(schema)));
        return Used.of(schema);
    }

    private Object detach(Question question) throws GoJsonException {
        StationRoutes.named(broker, question.body().text("station_name")).use(Optional.empty());
        return Map.of();
    }
}
