package io.debezium.server.memphis.offsets;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Says in words why a file cannot be read or written: whose it is, and who we are. Stateless. */
final class Rights {
    private Rights() {}

    /** Returns why something that was tried on a path failed, to be read after a colon. */
    static String why(IOException failure, @Nullable Path path) {
        if (failure instanceof AccessDeniedException) {
            return "this process runs as " + self() + ", " + owner(path)
                    + "; give it to that user (chown), or run the server as its owner";
        }
        if (failure instanceof FileSystemException told && told.getReason() != null) {
            return told.getReason();
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static String self() {
        String name = "user " + System.getProperty("user.name");
        try {
            // In a container the user often has no name.
            return name + " (uid " + Files.getAttribute(Path.of("/proc/self"), "unix:uid") + ")";
        } catch (IOException | RuntimeException e) {
            return name;
        }
    }

    /** Speaks of the nearest part of the path that is there. */
    private static String owner(@Nullable Path path) {
        Path there = path == null ? Path.of("/") : path;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there + " belongs to " + Files.getOwner(there).getName() + " ("
                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(there)) + ")";
        } catch (IOException | RuntimeException e) {
            return there + " belongs to another";
        }
    }
}
