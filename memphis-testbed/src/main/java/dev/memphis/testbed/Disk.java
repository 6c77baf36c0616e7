package dev.memphis.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Room on a disk, and making it. */
public final class Disk {
    private Disk() {}

    /**
     * Checks that a folder, made where missing, has room.
     *
     * @param megabytes how much is needed
     * @param what needs it, for the message
     * @throws Problem if there is less, or the folder cannot be used
     */
    public static void require(Path folder, long megabytes, String what) {
        try {
            Files.createDirectories(folder);
            long free = Files.getFileStore(folder).getUsableSpace() >> 20;
            if (free < megabytes) {
                throw new Problem("Only " + free + " MB are free at " + folder + ", " + what + " needs " + megabytes);
            }
        } catch (IOException e) {
            throw new Problem("The folder " + folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Deletes a folder with all that is in it; nothing where it is not there. Links are deleted, not followed.
     *
     * @throws IOException if something cannot be deleted
     */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
