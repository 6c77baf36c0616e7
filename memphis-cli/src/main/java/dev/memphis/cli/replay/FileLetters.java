package dev.memphis.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.ExitCode;
import dev.memphis.cli.send.Sender;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.options.OwnerOnly;
import dev.memphis.delivery.options.PrintableText;
import dev.memphis.delivery.options.StationName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The sink's dead letter file ({@code dev.memphis.delivery.writer.DeadLetterFile}). A server may be writing to it, so it is
 * only read; what is replayed stands in a file beside it, {@code NAME.replayed}, by place and digest of the line.
 */
final class FileLetters implements Letters {
    /** A link could lead the marks into another's file. */
    private static final Set<OpenOption> HOW = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);

    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final Path marks;
    private final Clock clock;

    FileLetters(Path file, Clock clock) {
        this.file = file;
        this.marks = file.resolveSibling(file.getFileName() + ".replayed");
        this.clock = clock;
    }

    @Override
    public Found read() {
        Set<String> marked = marked();
        List<Letter> waiting = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        int replayed = 0;
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String mark = number + " " + Digests.of(line.getBytes(StandardCharsets.UTF_8));
            if (marked.contains(mark)) {
                replayed++;
                continue;
            }
            try {
                waiting.add(letter(mark, line));
            } catch (IOException | IllegalArgumentException e) {
                unusable.add("line " + number + " of " + file.getFileName() + " is no dead letter of the sink");
            }
        }
        return new Found(waiting, replayed, unusable);
    }

    private static Letter letter(String mark, String line) throws IOException {
        JsonNode letter = JSON.readTree(line);
        String station = letter.path("station").asText();
        if (!StationName.isValid(station) || !letter.path("body").isTextual()) {
            throw new IllegalArgumentException("no station or no body");
        }
        List<EventHeader> headers = new ArrayList<>();
        letter.path("headers")
                .properties()
                .forEach(header -> headers.add(
                        new EventHeader(header.getKey(), header.getValue().asText())));
        return new Letter(
                mark,
                station,
                Base64.getDecoder().decode(letter.path("body").textValue()),
                letter.path("content_type").asText("text/plain"),
                headers,
                letter.path("reason").asText(),
                letter.path("origin").asText());
    }

    private Set<String> marked() {
        Set<String> marked = new HashSet<>();
        if (Files.exists(marks)) {
            for (String line : lines(marks)) {
                String[] words = line.split(" ", -1);
                marked.add(words.length < 2 ? line : words[0] + " " + words[1]);
            }
        }
        return marked;
    }

    /** A line that is still being written has no end yet, and is left for another time. */
    private static List<String> lines(Path path) {
        try {
            if (!Files.isRegularFile(path)) {
                throw new NoSuchFileException(path.toString());
            }
            String text = Files.readString(path);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    PrintableText.whole(path.toString())
                            + " cannot be read: it is not there, is no text file, or this user may" + " not");
        }
    }

    @Override
    public void mark(List<Letter> replayed, Sender sender) {
        StringBuilder lines = new StringBuilder();
        replayed.forEach(letter ->
                lines.append(letter.mark()).append(' ').append(clock.instant()).append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(marks, HOW, OwnerOnly.file(marks))) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    replayed.size() + " dead letters are replayed, but that cannot be noted in "
                            + PrintableText.whole(marks.toString()) + ": another replay would repeat them");
        }
    }
}
