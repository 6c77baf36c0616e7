package dev.memphis.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room on a disk. */
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
}
