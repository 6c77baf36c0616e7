package dev.memphis.emulator.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Password;
import dev.memphis.emulator.broker.Station;
import dev.memphis.emulator.broker.StationSettings;
import dev.memphis.emulator.broker.Users;
import dev.memphis.emulator.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** Users, stations and schemas in one file, which is replaced as a whole. Passwords are in it as hashes only. */
final class Catalog {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    Catalog(Path file) {
        this.file = file;
    }

    // ---------------------------------------------------------------- writing

    void write(Broker broker, Users users) {
        ObjectNode catalog = JSON.createObjectNode().put("version", 1);
        ArrayNode people = catalog.putArray("users");
        users.all()
                .forEach(user -> people.addObject()
                        .put("id", user.id())
                        .put("name", user.name())
                        .put("password", user.password().written())
                        .put("type", user.type())
                        .put("created", user.created().toString()));
        ArrayNode schemas = catalog.putArray("schemas");
        broker.schemas()
                .all()
                .forEach(schema -> schemas.addObject()
                        .put("name", schema.name())
                        .put("version", schema.version())
                        .put("content", schema.content()));
        ArrayNode stations = catalog.putArray("stations");
        broker.stations().forEach(station -> write(station, stations.addObject()));
        replace(catalog);
    }

    private static void write(Station station, ObjectNode into) {
        StationSettings settings = station.settings();
        into.put("name", station.name())
                .put("id", station.id())
                .put("created_by", station.createdBy())
                .put("created", station.created().toString())
                .put("retention_type", settings.retentionType())
                .put("retention_value", settings.retentionValue())
                .put("storage", settings.storage())
                .put("replicas", settings.replicas())
                .put("partitions", settings.partitions())
                .put("idempotency_window_ms", settings.idempotencyWindowMillis())
                .put("dead_letters_of_poison", settings.deadLettersOfPoison())
                .put("dead_letters_of_schemas", settings.deadLettersOfSchemas());
        station.schema().ifPresent(schema -> into.put("schema", schema.name()));
    }

    /** Somebody who is killed in the middle of it leaves the old file or the new one, never half of one. */
    private void replace(ObjectNode catalog) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = PrivateFiles.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(catalog));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---------------------------------------------------------------- reading

    void restore(Broker broker, Users users) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new IOException(file.getFileName() + " is a link, which is not followed");
        }
        if (!Files.exists(file)) {
            return;
        }
        JsonNode catalog;
        try {
            catalog = JSON.readTree(Files.readAllBytes(file));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IOException(file.getFileName() + " is not JSON: " + e.getOriginalMessage(), e);
        }
        if (catalog.path("version").asInt() != 1) {
            throw new IOException(file.getFileName() + " is not of this emulator: version "
                    + catalog.path("version").asText("missing"));
        }
        for (JsonNode user : catalog.path("users")) {
            users.restore(new Users.User(
                    user.path("id").asInt(),
                    user.path("name").asText(),
                    Password.read(user.path("password").asText()),
                    user.path("type").asText(),
                    Instant.parse(user.path("created").asText())));
        }
        for (JsonNode schema : catalog.path("schemas")) {
            broker.schemas()
                    .put(Schema.of(
                            schema.path("name").asText(),
                            schema.path("version").asInt(),
                            schema.path("content").asText()));
        }
        for (JsonNode station : catalog.path("stations")) {
            restore(station, broker);
        }
    }

    private static void restore(JsonNode kept, Broker broker) {
        StationSettings settings = new StationSettings(
                kept.path("retention_type").asText(),
                kept.path("retention_value").asLong(),
                kept.path("storage").asText(),
                kept.path("replicas").asInt(),
                kept.path("partitions").asInt(),
                kept.path("idempotency_window_ms").asLong(),
                kept.path("dead_letters_of_poison").asBoolean(),
                kept.path("dead_letters_of_schemas").asBoolean());
        Station station = broker.restore(
                kept.path("name").asText(),
                kept.path("id").asInt(),
                settings,
                kept.path("created_by").asText(),
                Instant.parse(kept.path("created").asText()));
        broker.schemas().find(kept.path("schema").asText()).ifPresent(station.restoring()::schema);
    }
}
