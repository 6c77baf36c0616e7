package dev.memphis.emulator.disk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of entries, a line each. Entries that are added wait in memory until {@link #flush}. Confined to the emulator's
 * loop, except {@link #force}.
 */
final class Segment {
    private static final JsonMapper JSON = new JsonMapper();
    private static final ObjectWriter WRITER = JSON.writerFor(Entry.class);
    private static final ObjectReader READER = JSON.readerFor(Entry.class);
    private static final int BUFFERED = 256 << 10;

    private final Path file;
    private final FileChannel channel;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private volatile boolean stale;
    private long size;
    private long start = Long.MAX_VALUE;

    private Segment(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static Segment create(Path file) {
        return PrivateFiles.checked(() -> new Segment(
                file,
                PrivateFiles.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)));
    }

    /** Opens a file to go on with it once its {@link #entries} have been read, or makes it. */
    static Segment open(Path file) throws IOException {
        return new Segment(
                file,
                PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** Reads all that is whole; what was cut off behind it, when somebody was killed, is cut off for good. */
    List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        byte[] bytes = Channels.newInputStream(channel).readAllBytes();
        int good = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                try {
                    entries.add(noted(READER.readValue(bytes, good, at - good)));
                } catch (JsonProcessingException e) {
                    break;
                }
                good = at + 1;
            }
        }
        channel.truncate(good);
        channel.position(good);
        size = good;
        return entries;
    }

    private Entry noted(Entry entry) {
        if (entry instanceof Entry.First first) {
            start = first.number();
        }
        return entry;
    }

    void add(Entry entry) {
        int before = waiting.size();
        PrivateFiles.run(() -> WRITER.writeValue(waiting, noted(entry)));
        waiting.write('\n');
        size += waiting.size() - before;
        if (waiting.size() > BUFFERED) {
            flush();
        }
    }

    /** The number of its first message. */
    long start() {
        return start;
    }

    long size() {
        return size;
    }

    void flush() {
        if (waiting.size() > 0) {
            PrivateFiles.run(() -> waiting.writeTo(Channels.newOutputStream(channel)));
            waiting.reset();
            stale = true;
        }
    }

    void force() {
        if (stale) {
            stale = false;
            PrivateFiles.run(() -> channel.force(false));
        }
    }

    void close() {
        PrivateFiles.run(channel::close);
    }

    void delete() {
        close();
        PrivateFiles.run(() -> Files.deleteIfExists(file));
    }
}
