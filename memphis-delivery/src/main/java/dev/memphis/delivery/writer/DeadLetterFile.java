package dev.memphis.delivery.writer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A file of dead letters, one JSON object a line: {@code time}, {@code station}, {@code reason}, {@code origin},
 * {@code content_type}, {@code headers} and {@code body} (base64). Each line is on the disk before the event counts as dealt
 * with. The file is its owner's alone, since it holds what is in events; it is not written through a link, and not beyond a limit.
 */
public final class DeadLetterFile implements DeadLetters {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<OpenOption> HOW = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);

    private final String option;
    private final Path path;
    private final long most;
    private final Clock clock;
    private final Executor disk;

    /**
     * @param option that names the file, for messages; with {@code .max.bytes} behind it the limit's
     * @param most bytes in the file
     * @param disk runs one task after the other: a disk may be slow
     */
    public DeadLetterFile(String option, Path path, long most, Clock clock, Executor disk) {
        this.option = option;
        this.path = path;
        this.most = most;
        this.clock = clock;
        this.disk = disk;
    }

    @Override
    public void write(Event event, byte[] body, String reason, Consumer<Optional<String>> done) {
        disk.execute(() -> {
            Optional<String> failure;
            try {
                failure = append(line(event, body, reason)) ? Optional.empty() : Optional.of(full(event));
            } catch (IOException e) {
                failure = Optional.of(option + ": cannot write to " + path + " ("
                        + e.getClass().getSimpleName() + ": " + e.getMessage() + "), so " + event
                        + " stays unmarked");
            }
            done.accept(failure);
        });
    }

    private String full(Event event) {
        return option + ": " + path + " has no room left (" + option + ".max.bytes=" + most + "), so " + event
                + " stays unmarked: move the file away, and see to why so much is refused";
    }

    private String line(Event event, byte[] body, String reason) {
        ObjectNode line = JSON.createObjectNode()
                .put("time", clock.instant().toString())
                .put("station", event.station())
                .put("reason", reason)
                .put("origin", event.origin().words())
                .put("content_type", event.contentType());
        ObjectNode headers = line.putObject("headers");
        event.headers().forEach(header -> headers.put(header.name(), header.value()));
        line.put("body", Base64.getEncoder().encodeToString(body));
        return line + "\n";
    }

    /** Returns whether there was room. */
    private boolean append(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        try (FileChannel file = FileChannel.open(path, HOW, OwnerOnly.file(path))) {
            if (file.size() + bytes.remaining() > most) {
                return false;
            }
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
            return true;
        }
    }
}
