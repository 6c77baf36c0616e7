package dev.memphis.delivery.reading;

import dev.memphis.delivery.options.BadValueException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads options that name files, and looks whether the files can be used. */
final class FilePaths {
    private FilePaths() {}

    /** Returns the path of a file that is there and can be read. */
    static Path readable(String text) throws BadValueException {
        Path path = path(text);
        if (!Files.exists(path)) {
            throw new BadValueException(text, "must be a readable file, but there is none");
        }
        if (Files.isDirectory(path)) {
            throw new BadValueException(text, "must be a readable file, but is a directory");
        }
        if (!Files.isReadable(path)) {
            throw new BadValueException(text, "must be a readable file, but this user may not read it");
        }
        return path;
    }

    /** Returns the path of a file that is there and can be written, or that can be made. */
    static Path writable(String text) throws BadValueException {
        Path path = path(text);
        if (Files.isDirectory(path)) {
            throw new BadValueException(text, "must be a file, but is a directory");
        }
        if (Files.isSymbolicLink(path)) {
            throw new BadValueException(text, "must be the file itself, but is a link, which is not followed");
        }
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new BadValueException(text, "must be a file in a directory that exists");
        }
        if (!Files.isWritable(Files.exists(path) ? path : directory)) {
            throw new BadValueException(text, "must be a file that this user may write");
        }
        return path;
    }

    private static Path path(String text) throws BadValueException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new BadValueException(text, "must be the path of a file");
        }
    }
}
