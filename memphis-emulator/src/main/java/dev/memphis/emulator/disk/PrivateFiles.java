package dev.memphis.emulator.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/** Files and folders that only their owner reads; links are not followed, for they may lead to somebody else's. Stateless. */
final class PrivateFiles {
    private PrivateFiles() {}

    /** Opens a file; one that is made is readable by its owner only. */
    static FileChannel open(Path file, OpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(Set.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, all, permissions(file, "rw-------"));
    }

    /** Makes a folder, and those above it that are missing, unless it is there; returns it. */
    static Path folder(Path folder) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            throw new FileSystemException(folder.toString(), null, "is a link, which is not followed");
        }
        return Files.createDirectories(folder, permissions(folder, "rwx------"));
    }

    /** Something with files. */
    @FunctionalInterface
    interface IoAction {
        void run() throws IOException;
    }

    /** Something with files that has a result. */
    @FunctionalInterface
    interface IoSupplier<T> {
        T get() throws IOException;
    }

    /** Does something where nobody can do anything about its failure. */
    static void run(IoAction action) {
        checked(() -> {
            action.run();
            return true;
        });
    }

    /** As {@link #run}, with a result. */
    static <T> T checked(IoSupplier<T> supplier) {
        try {
            return supplier.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileAttribute<?>[] permissions(Path path, String wanted) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(wanted))}
                : new FileAttribute<?>[0];
    }
}
