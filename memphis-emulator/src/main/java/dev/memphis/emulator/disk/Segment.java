package dev.memphis.emulator.disk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file of entries, each in a frame of its length and its checksum. Entries that are added wait in memory until {@link
 * #flush}. Confined to the emulator's loop, except {@link #force}.
 */
final class Segment {
    private static final int FRAME = 8;
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
        try {
            return new Segment(
                    file,
                    PrivateFiles.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a file to go on with it, or makes it. */
    static Segment open(Path file) throws IOException {
        Segment segment = new Segment(
                file,
                PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        segment.size = segment.channel.size();
        segment.channel.position(segment.size);
        return segment;
    }

    /** Reads all that is whole; what was cut off behind it, when somebody was killed, is cut off for good. */
    List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        byte[] bytes = bytes();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int good = 0;
        while (buffer.remaining() >= FRAME) {
            int length = buffer.getInt();
            int sum = buffer.getInt();
            if (length < 0 || length > buffer.remaining() || sum != sum(bytes, buffer.position(), length)) {
                break;
            }
            entries.add(
                    noted(Entry.read(new DataInputStream(new ByteArrayInputStream(bytes, buffer.position(), length)))));
            buffer.position(buffer.position() + length);
            good = buffer.position();
        }
        channel.truncate(good);
        channel.position(good);
        size = good;
        return entries;
    }

    private byte[] bytes() throws IOException {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        channel.position(0);
        while (all.hasRemaining() && channel.read(all) >= 0) {
            // Until all of it is there.
        }
        return all.array();
    }

    private Entry noted(Entry entry) {
        if (entry instanceof Entry.First first) {
            start = first.number();
        }
        return entry;
    }

    private static int sum(byte[] bytes, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, length);
        return (int) sum.getValue();
    }

    void add(Entry entry) {
        byte[] bytes = noted(entry).bytes();
        try (DataOutputStream out = new DataOutputStream(waiting)) {
            out.writeInt(bytes.length);
            out.writeInt(sum(bytes, 0, bytes.length));
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        size += FRAME + bytes.length;
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
        if (waiting.size() == 0) {
            return;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(waiting.toByteArray());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            waiting.reset();
            stale = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void force() {
        if (!stale) {
            return;
        }
        stale = false;
        try {
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
