package dev.memphis.cli;

import dev.memphis.delivery.options.PrintableText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that the command line names, to be read whole. Stateless. */
public final class SmallFile {
    /** More than a message of Memphis may have by default. */
    private static final int MOST_BYTES = 4 << 20;

    private SmallFile() {}

    /**
     * Reads it.
     *
     * @param option that names it, for what is said
     * @throws CommandFailure if it cannot be read, or is larger than 4 MiB
     */
    public static byte[] read(String option, Path file) {
        String named = option + " " + PrintableText.whole(file.toString());
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(ExitCode.USAGE, named + (Files.exists(file) ? " is no file" : " is not there"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new CommandFailure(ExitCode.USAGE, named + " is larger than 4 MiB");
            }
            return bytes;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, named + " cannot be read: this user may not, or the disk fails");
        }
    }
}
