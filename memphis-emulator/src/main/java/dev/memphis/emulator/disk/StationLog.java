package dev.memphis.emulator.disk;

import dev.memphis.emulator.broker.DeadLetter;
import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.broker.Station;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A station's log: segments that are appended to and then deleted whole, when all their messages are dropped. Positions of
 * consumer groups are written again at the start of each segment. Confined to the emulator's loop.
 */
final class StationLog {
    private static final long SEGMENT_BYTES = 8 << 20;

    private final Path folder;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final Map<String, Long> positions = new TreeMap<>();
    private long next = 1;
    private @Nullable Segment deadLetters;

    StationLog(Path folder) {
        this.folder = folder;
    }

    // ---------------------------------------------------------------- reading

    /** Reads what is there, up to where it was cut off. */
    void restore(Station.Restoring into) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().matches("\\d+\\.log"))
                    .sorted()
                    .toList();
        }
        boolean first = true;
        for (Path file : files) {
            Segment segment = Segment.open(file);
            for (Entry entry : segment.entries()) {
                if (first && entry instanceof Entry.First start) {
                    into.startAt(start.number());
                    first = false;
                }
                restore(entry, into);
            }
            segments.add(segment);
        }
        deadLetters = Segment.open(folder.resolve("dead-letters"));
        for (Entry entry : deadLetters.entries()) {
            restore(entry, into);
        }
        positions.forEach(into::position);
    }

    private void restore(Entry entry, Station.Restoring into) {
        switch (entry) {
            case Entry.Stored stored -> {
                into.message(stored.message().message());
                next = stored.number() + 1;
            }
            case Entry.Position position -> positions.put(position.group(), position.next());
            case Entry.Refused refused -> into.deadLetter(refused.letter());
            case Entry.First first -> next = first.number();
        }
    }

    // ---------------------------------------------------------------- writing

    void message(long number, Message message) {
        next = number;
        segment().add(Entry.Stored.of(number, message));
        next = number + 1;
    }

    void position(String group, long nextRead) {
        positions.put(group, nextRead);
        segment().add(new Entry.Position(group, nextRead));
    }

    void deadLetter(DeadLetter letter) {
        if (deadLetters == null) {
            deadLetters = Segment.create(made().resolve("dead-letters"));
        }
        deadLetters.add(Entry.Refused.of(letter));
    }

    /** Messages below this number are gone: segments that hold nothing else are deleted. */
    void dropped(long first) {
        while (segments.size() > 1 && secondStart() <= first) {
            segments.remove().delete();
        }
    }

    private long secondStart() {
        return segments.stream().skip(1).findFirst().orElseThrow().start();
    }

    private Segment segment() {
        Segment newest = segments.peekLast();
        if (newest == null || newest.size() > SEGMENT_BYTES) {
            if (newest != null) {
                newest.flush();
            }
            newest = Segment.create(made().resolve(String.format("%019d.log", next)));
            newest.add(new Entry.First(next));
            for (Map.Entry<String, Long> position : positions.entrySet()) {
                newest.add(new Entry.Position(position.getKey(), position.getValue()));
            }
            segments.add(newest);
        }
        return newest;
    }

    private Path made() {
        return PrivateFiles.checked(() -> PrivateFiles.folder(folder));
    }

    void flush() {
        all().forEach(Segment::flush);
    }

    void force() {
        all().forEach(Segment::force);
    }

    void close() {
        all().forEach(Segment::close);
    }

    void delete() {
        all().forEach(Segment::delete);
        PrivateFiles.run(() -> Files.deleteIfExists(folder));
    }

    private Stream<Segment> all() {
        return Stream.concat(segments.stream(), Stream.ofNullable(deadLetters));
    }
}
