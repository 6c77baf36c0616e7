package dev.memphis.emulator.disk;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.DeadLetter;
import dev.memphis.emulator.broker.Journal;
import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.broker.Station;
import dev.memphis.emulator.broker.Users;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A folder that keeps what a broker has. What a consumer is given, and all that came before it, is with the operating system
 * by then; the rest is there with the next {@link #flush}, and on the disk within a second. One emulator at a time. Confined to the emulator's loop.
 */
public final class DataFolder implements Journal, AutoCloseable {
    private final Path stations;
    private final Catalog catalog;
    private final FileChannel lockFile;
    private final Map<String, StationLog> logs = new HashMap<>();
    /** Writes the catalog of the broker and users that are kept; none before {@link #restore}. */
    private Optional<Runnable> catalogWriter = Optional.empty();

    private boolean catalogStale;

    private DataFolder(Path folder, FileChannel lockFile) {
        this.stations = folder.resolve("stations");
        this.catalog = new Catalog(folder.resolve("catalog.json"));
        this.lockFile = lockFile;
    }

    /**
     * Opens a folder, which is made if it is not there. What is made in it only its owner can read; links are not followed.
     *
     * @throws DataFolderException if it cannot be written, is used by another emulator, or is not of an emulator
     */
    public static DataFolder open(Path folder) {
        try {
            PrivateFiles.folder(folder);
            PrivateFiles.folder(folder.resolve("stations"));
            FileChannel lockFile =
                    PrivateFiles.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(lockFile)) {
                lockFile.close();
                throw new DataFolderException(folder + ": another emulator is using it");
            }
            return new DataFolder(folder, lockFile);
        } catch (IOException e) {
            throw new DataFolderException(folder + ": cannot be written (" + e + ")", e);
        }
    }

    private static boolean lock(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /**
     * Puts what was kept into a broker and its users, which are still empty; from then on, writes down what changes.
     *
     * @throws DataFolderException if the catalog cannot be read
     */
    public void restore(Broker intoBroker, Users intoUsers) {
        try {
            catalog.restore(intoBroker, intoUsers);
            for (Station station : intoBroker.stations()) {
                log(station).restore(station.restoring());
            }
        } catch (IOException e) {
            throw new DataFolderException(stations.getParent() + ": " + e.getMessage(), e);
        }
        catalogWriter = Optional.of(() -> catalog.write(intoBroker, intoUsers));
    }

    private StationLog log(Station station) {
        return logs.computeIfAbsent(station.name(), name -> new StationLog(stations.resolve(folderOf(name))));
    }

    /** No name of a station is special to a file system, but a dot at its front would hide it, and two would climb. */
    private static String folderOf(String station) {
        return "s-" + station;
    }

    @Override
    public void stored(Station station, long number, Message message) {
        log(station).message(number, message);
    }

    @Override
    public void moved(Station station, String group, long next) {
        log(station).position(group, next);
    }

    /** A receipt that was read proves that what came before it, in whatever station, is kept. */
    @Override
    public void read() {
        flush();
    }

    @Override
    public void refused(Station station, DeadLetter letter) {
        log(station).deadLetter(letter);
    }

    @Override
    public void dropped(Station station, long first) {
        log(station).dropped(first);
    }

    @Override
    public void removed(Station station) {
        log(station).delete();
        logs.remove(station.name());
    }

    @Override
    public void catalogChanged() {
        catalogStale = true;
    }

    /** Hands to the operating system what has been noted. To be called often: what is not handed on dies with the process. */
    public void flush() {
        if (catalogStale && catalogWriter.isPresent()) {
            catalogStale = false;
            catalogWriter.get().run();
        }
        logs.values().forEach(StationLog::flush);
    }

    /** Has the operating system put everything on the disk; blocks as long as that takes. */
    public void force() {
        logs.values().forEach(StationLog::force);
    }

    @Override
    public void close() {
        flush();
        force();
        logs.values().forEach(StationLog::close);
        PrivateFiles.run(lockFile::close);
    }
}
