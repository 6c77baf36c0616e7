package dev.memphis.emulator.disk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Password;
import dev.memphis.emulator.broker.Station;
import dev.memphis.emulator.broker.StationSettings;
import dev.memphis.emulator.broker.Users;
import dev.memphis.emulator.schema.Schema;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

/** Users, stations and schemas in one file, which is replaced as a whole. Passwords are in it as hashes only. */
final class Catalog {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final int VERSION = 2;

    private record KeptUser(int id, String name, String password, String type, String created) {
        static KeptUser of(Users.User user) {
            return new KeptUser(
                    user.id(),
                    user.name(),
                    user.password().written(),
                    user.type(),
                    user.created().toString());
        }

        void restore(Users users) {
            users.restore(new Users.User(id, name, Password.read(password), type, Instant.parse(created)));
        }
    }

    private record KeptSchema(String name, int version, String content) {}

    private record KeptStation(
            String name, int id, StationSettings settings, String createdBy, String created, String schema) {
        static KeptStation of(Station station) {
            return new KeptStation(
                    station.name(),
                    station.id(),
                    station.settings(),
                    station.createdBy(),
                    station.created().toString(),
                    station.schema().map(Schema::name).orElse(""));
        }

        void restore(Broker broker) {
            var station = broker.restore(name, id, settings, createdBy, Instant.parse(created));
            broker.schemas().find(schema).ifPresent(station.restoring()::schema);
        }
    }

    private record Document(int version, List<KeptUser> users, List<KeptSchema> schemas, List<KeptStation> stations) {}

    private final Path file;

    Catalog(Path file) {
        this.file = file;
    }

    void write(Broker broker, Users users) {
        Document document = new Document(
                VERSION,
                users.all().stream().map(KeptUser::of).toList(),
                broker.schemas().all().stream()
                        .map(schema -> new KeptSchema(schema.name(), schema.version(), schema.content()))
                        .toList(),
                broker.stations().stream().map(KeptStation::of).toList());
        PrivateFiles.run(() -> replace(JSON.writeValueAsBytes(document)));
    }

    /** Somebody who is killed in the middle of it leaves the old file or the new one, never half of one. */
    private void replace(byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = PrivateFiles.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            Channels.newOutputStream(channel).write(content);
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @throws IOException if the file cannot be read, or is not as {@link #write} makes it */
    void restore(Broker broker, Users users) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new IOException(file.getFileName() + " is a link, which is not followed");
        }
        if (!Files.exists(file)) {
            return;
        }
        Document document = read();
        document.users().forEach(user -> user.restore(users));
        document.schemas()
                .forEach(schema -> broker.schemas().put(Schema.of(schema.name(), schema.version(), schema.content())));
        document.stations().forEach(station -> station.restore(broker));
    }

    private Document read() throws IOException {
        try {
            Document document = JSON.readValue(Files.readAllBytes(file), Document.class);
            if (document.version() != VERSION) {
                throw new IOException(
                        file.getFileName() + " is of another build of the emulator: version " + document.version());
            }
            return document;
        } catch (JsonProcessingException e) {
            throw new IOException(file.getFileName() + " is not a catalog: " + e.getOriginalMessage(), e);
        }
    }
}
