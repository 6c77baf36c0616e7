package io.debezium.server.memphis.offsets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second process away from a file of offsets. The lock is the operating system's on a file beside, since the
 * file itself is replaced all the time; it ends with the process, however that ends. The file stays: were it deleted,
 * two processes could hold locks on two files of one name.
 */
final class OffsetLock implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(OffsetLock.class);

    private final FileChannel channel;

    private OffsetLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws UnusableOffsetsException if another has it, or the lock's file cannot be written */
    static OffsetLock of(Path offsets) throws UnusableOffsetsException {
        Path path = OffsetFile.beside(offsets, ".lock");
        FileChannel channel;
        try {
            channel = OffsetFile.open(path);
        } catch (IOException e) {
            throw new UnusableOffsetsException(OffsetNotices.LOCK_UNWRITABLE.with(path, Rights.why(e, path)), e);
        }
        if (!locked(channel, path)) {
            String holder = holder(path);
            close(channel);
            throw new UnusableOffsetsException(OffsetNotices.IN_USE.with(offsets, holder));
        }
        return new OffsetLock(channel);
    }

    private static boolean locked(FileChannel channel, Path path) {
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                return false;
            }
            byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
            return true;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // Some network file systems have no locks; then there is only this line to keep people from a second one.
            OffsetNotices.NOT_LOCKED.warn(LOGGER, path, e.getMessage());
            return true;
        }
    }

    /** Whoever holds the lock wrote its process id; in a container that says little, and nothing is said if it is not there. */
    private static String holder(Path path) {
        try {
            String pid = Files.readString(path, StandardCharsets.US_ASCII).strip();
            return pid.matches("[0-9]{1,10}") ? " (" + pid + ")" : "";
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        close(channel);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOGGER.debug("Closing the offsets' lock", e);
        }
    }
}
