package dev.memphis.delivery.options;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The rights of files and folders that are made for their owner alone; none where the file system knows no such rights. Stateless. */
public final class OwnerOnly {
    private OwnerOnly() {}

    /** Returns the rights of a file: read and written by its owner. */
    public static FileAttribute<?>[] file(Path file) {
        return rights(file, "rw-------");
    }

    /** Returns the rights of a folder: entered and changed by its owner. */
    public static FileAttribute<?>[] folder(Path folder) {
        return rights(folder, "rwx------");
    }

    private static FileAttribute<?>[] rights(Path path, String wanted) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(wanted))}
                : new FileAttribute<?>[0];
    }
}
