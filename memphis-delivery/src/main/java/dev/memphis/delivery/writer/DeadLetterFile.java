package dev.memphis.delivery.writer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.delivery.event.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Base64;

/**
 * A file of dead letters, one JSON object a line: {@code time}, {@code station}, {@code reason}, {@code origin},
 * {@code content_type} and {@code body} (base64). Each line is on the disk before the event counts as dealt with.
 */
public final class DeadLetterFile implements DeadLetters {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path path;
    private final Clock clock;

    public DeadLetterFile(Path path, Clock clock) {
        this.path = path;
        this.clock = clock;
    }

    @Override
    public void write(Event event, byte[] body, String reason) {
        ObjectNode line = JSON.createObjectNode()
                .put("time", clock.instant().toString())
                .put("station", event.station())
                .put("reason", reason)
                .put("origin", event.origin())
                .put("content_type", event.contentType())
                .put("body", Base64.getEncoder().encodeToString(body));
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        try (FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        } catch (IOException e) {
            throw new DeliveryException("debezium.sink.memphis.dead.letter.file: cannot write to " + path + " ("
                    + e.getClass().getSimpleName() + ": " + e.getMessage() + "), so " + event + " stays unmarked");
        }
    }
}
