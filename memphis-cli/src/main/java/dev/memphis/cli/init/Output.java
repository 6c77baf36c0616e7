package dev.memphis.cli.init;

import dev.memphis.delivery.options.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;

/**
 * A file to be written. Immutable.
 *
 * @param name in the directory that the user chose
 * @param forSecrets whether passwords will be put into it: it is then for its owner alone
 */
record Output(String name, String text, boolean forSecrets) {
    Output(String name, String text) {
        this(name, text, false);
    }

    /**
     * Writes it, in the place of what is there: a link is replaced, and not followed.
     *
     * @throws IOException if it cannot be written
     */
    void write(Path directory) throws IOException {
        Path file = directory.resolve(name);
        Files.deleteIfExists(file);
        FileAttribute<?>[] rights = forSecrets ? OwnerOnly.file(file) : new FileAttribute<?>[0];
        Files.createFile(file, rights);
        Files.writeString(file, text, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }
}
