package io.debezium.server.memphis.offsets;

import dev.memphis.delivery.options.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Debezium's offsets in a file, as Kafka's {@code FileOffsetBackingStore} does and in its format, but so that a
 * process killed at any moment leaves whole offsets: they are written beside, brought to the disk, and take the place of
 * the old ones in one step. The old ones stay as {@code .previous}; one process at a time may use a file.
 *
 * <p>Its name goes into {@code debezium.source.offset.storage}, the file's into
 * {@code debezium.source.offset.storage.file.filename}. Folders that are missing are made. Where offsets cannot be saved
 * (a full disk), those of before stay, one line says so, and Debezium tries again at its next flush.
 */
public final class DurableFileOffsetBackingStore extends MemoryOffsetBackingStore {
    private static final Logger LOGGER = LoggerFactory.getLogger(DurableFileOffsetBackingStore.class);
    private static final String FILE = "offset.storage.file.filename";

    @SuppressWarnings("NullAway.Init") // set by configure(WorkerConfig)
    private Path path;

    @SuppressWarnings("NullAway.Init") // set by start()
    private OffsetFile file;

    private @Nullable OffsetLock lock;
    private boolean failing;

    /** @throws ConnectException if no file is named */
    @Override
    public void configure(WorkerConfig config) {
        super.configure(config);
        Object name = config.originals().get(FILE);
        if (name == null || name.toString().isBlank()) {
            throw stopped(new UnusableOffsetsException(OffsetNotices.NO_FILE.with(FILE)));
        }
        path = Path.of(name.toString().strip());
    }

    /** @throws ConnectException with one line, if the file cannot be used; the server then stops */
    @Override
    public synchronized void start() {
        try {
            open();
        } catch (UnusableOffsetsException e) {
            close();
            throw stopped(e);
        }
        super.start();
    }

    private void open() throws UnusableOffsetsException {
        Path real = real();
        lock = OffsetLock.of(real);
        file = new OffsetFile(real);
        Map<ByteBuffer, ByteBuffer> offsets = file.read();
        file.tryOut(offsets);
        data = new HashMap<>(offsets);
        LOGGER.info("Offsets: {}, {} of them", real, offsets.size());
    }

    /** Behind a link it is the file that is replaced, not the link. */
    private Path real() throws UnusableOffsetsException {
        Path named = path.toAbsolutePath().normalize();
        Path folder = named.getParent();
        try {
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder, OwnerOnly.folder(folder));
            }
            return Files.exists(named) ? named.toRealPath() : named;
        } catch (IOException e) {
            throw new UnusableOffsetsException(OffsetNotices.NO_FOLDER.with(folder, Rights.why(e, folder)), e);
        }
    }

    /** Called by the store's own thread alone. */
    @Override
    protected void save() {
        try {
            file.replace(data);
        } catch (IOException e) {
            if (!failing) {
                failing = true;
                OffsetNotices.NOT_SAVED.error(LOGGER, path, Rights.why(e, path));
            }
            throw new ConnectException("Offsets cannot be saved to " + path + ": " + Rights.why(e, path), e);
        }
        if (failing) {
            failing = false;
            LOGGER.info("Offsets are saved to {} again", path);
        }
    }

    @Override
    public synchronized void stop() {
        super.stop();
        close();
    }

    private void close() {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    /** Which partitions a connector has is asked by Kafka Connect's REST interface alone, which keeps its offsets itself. */
    @Override
    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
        return Set.of();
    }

    /** Says in a line of its own why the server stops: the server wraps the exception in stack traces. */
    private static ConnectException stopped(UnusableOffsetsException reason) {
        OffsetNotices.STOPS.error(LOGGER, reason.getMessage());
        return new ConnectException(reason.getMessage(), reason);
    }
}
