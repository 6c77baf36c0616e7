package io.debezium.server.memphis.offsets;

import dev.memphis.delivery.options.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of offsets that is never written over: new offsets are written beside it, brought to the disk and put in its
 * place in one step, so that at every moment the name leads to whole offsets. Those of before stay beside it as
 * {@code .previous}. Not thread-safe.
 */
final class OffsetFile {
    /** Opens a file for writing, and makes it if it is not there. */
    @FunctionalInterface
    interface Opening {
        FileChannel open(Path path) throws IOException;
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(OffsetFile.class);

    private final Path file;
    private final Path next;
    private final Path previous;
    private final Path nextPrevious;
    private final Opening opening;
    /** Whether what stands in the file now is worth keeping. */
    private boolean whole;

    OffsetFile(Path file) {
        this(file, OffsetFile::open);
    }

    OffsetFile(Path file, Opening opening) {
        this.file = file;
        this.next = beside(file, ".new");
        this.previous = beside(file, ".previous");
        this.nextPrevious = beside(file, ".previous.new");
        this.opening = opening;
    }

    static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** Offsets tell what is captured from where: nobody else's business. */
    static FileChannel open(Path path) throws IOException {
        return FileChannel.open(
                path,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                OwnerOnly.file(path));
    }

    /**
     * Returns the offsets; none if there is no file, which is how a first start looks and how people ask for a fresh one.
     *
     * @throws UnusableOffsetsException if the file cannot be read, or if it is damaged and there are none of before
     */
    Map<ByteBuffer, ByteBuffer> read() throws UnusableOffsetsException {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            LOGGER.info("{} is not there: Debezium begins without offsets", file);
            return Map.of();
        } catch (IOException e) {
            throw new UnusableOffsetsException(OffsetNotices.UNREADABLE.with(file, Rights.why(e, file)), e);
        }
        try {
            Map<ByteBuffer, ByteBuffer> offsets = OffsetFormat.read(content);
            whole = true;
            return offsets;
        } catch (IOException damage) {
            return ofBefore(damage);
        }
    }

    private Map<ByteBuffer, ByteBuffer> ofBefore(IOException damage) throws UnusableOffsetsException {
        try {
            Map<ByteBuffer, ByteBuffer> offsets = OffsetFormat.read(Files.readAllBytes(previous));
            OffsetNotices.DAMAGED.warn(LOGGER, file, previous);
            return offsets;
        } catch (IOException none) {
            damage.addSuppressed(none);
            throw new UnusableOffsetsException(OffsetNotices.NOT_WHOLE.with(file), damage);
        }
    }

    /**
     * Sees whether offsets can be written, before there are any that matter: writes those that were read once more.
     *
     * @throws UnusableOffsetsException if they cannot
     */
    void tryOut(Map<ByteBuffer, ByteBuffer> read) throws UnusableOffsetsException {
        try {
            if (Files.exists(file)) {
                replace(read);
            } else {
                write(read);
                Files.delete(next);
            }
        } catch (IOException e) {
            throw new UnusableOffsetsException(
                    OffsetNotices.UNWRITABLE.with(file, Rights.why(e, file.getParent()) + ofAMount(e)), e);
        }
    }

    /** A file that is itself a mount can be written over, but nothing can be put in its place. */
    private static String ofAMount(IOException e) {
        boolean busy = String.valueOf(e.getMessage()).contains("busy");
        return busy ? "; mount the folder that holds it rather than the file alone" : "";
    }

    /**
     * Puts offsets in the place of those that are there, which stay beside. They are on the disk when this returns; when
     * it throws, the file is as it was.
     */
    void replace(Map<ByteBuffer, ByteBuffer> offsets) throws IOException {
        try {
            write(offsets);
            keep();
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            giveBack(e);
            throw e;
        }
        whole = true;
        bringNamesToDisk();
    }

    private void write(Map<ByteBuffer, ByteBuffer> offsets) throws IOException {
        // One that a killed process left may be anybody's and of any size.
        Files.deleteIfExists(next);
        try (FileChannel channel = opening.open(next)) {
            ByteBuffer content = ByteBuffer.wrap(OffsetFormat.write(offsets));
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
    }

    /** Gives what is in the file a second name. The first stays, so that there is no moment without a file. */
    private void keep() throws IOException {
        if (!whole || !Files.exists(file)) {
            return;
        }
        Files.deleteIfExists(nextPrevious);
        try {
            Files.createLink(nextPrevious, file);
        } catch (IOException | UnsupportedOperationException e) {
            // Not every file system has links.
            Files.copy(file, nextPrevious, StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.move(nextPrevious, previous, StandardCopyOption.ATOMIC_MOVE);
    }

    /** On a full disk every byte counts. */
    private void giveBack(IOException failure) {
        try {
            Files.deleteIfExists(next);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** A new name is safe from a power cut once its folder is on the disk. Where a folder cannot be opened, nothing can be done. */
    private void bringNamesToDisk() {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            LOGGER.debug("{} cannot be brought to the disk by itself", file.getParent(), e);
        }
    }
}
