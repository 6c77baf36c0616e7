package dev.memphis.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A new folder for what a run writes; closing it deletes it with all that is in it.
 *
 * @param path where it is
 */
public record TemporaryFolder(Path path) implements AutoCloseable {
    /**
     * Makes one below {@code java.io.tmpdir}.
     *
     * @param megabytes how much room is needed there
     * @param what needs it, as in "a benchmark", for the message
     * @throws Problem if there is less room, or no folder can be made
     */
    public static TemporaryFolder make(String prefix, long megabytes, String what) {
        Path all = Path.of(System.getProperty("java.io.tmpdir"));
        Disk.require(all, megabytes, what);
        try {
            return new TemporaryFolder(Files.createTempDirectory(all, prefix));
        } catch (IOException e) {
            throw new Problem("No folder can be made in " + all + ": " + e.getMessage(), e);
        }
    }

    /** Returns the path of something in it. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** Deletes it, and says on the standard error output where something stays. */
    @Override
    public void close() {
        try {
            Disk.delete(path);
        } catch (IOException e) {
            System.err.println("Some of " + path + " could not be deleted: " + e.getMessage());
        }
    }
}
