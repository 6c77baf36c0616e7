package dev.memphis.cli.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose offsets a file holds: Debezium Server writes keys such as {@code ["http",{"server":"todo"}]}, with the sink's type. */
final class OffsetOwners {
    private static final Pattern KEY = Pattern.compile("\\[\"([^\"\\\\]{1,64})\",\\{");
    /** Offsets are small; a file that is larger is not looked through. */
    private static final int MOST = 1 << 20;

    private OffsetOwners() {}

    /** Returns the types of the sinks; none if the file is not there, cannot be read or holds no offsets. */
    static Set<String> of(Path file) {
        Set<String> types = new TreeSet<>();
        if (!Files.isRegularFile(file)) {
            return types;
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            Matcher keys = KEY.matcher(new String(bytes.readNBytes(MOST), StandardCharsets.ISO_8859_1));
            while (keys.find()) {
                types.add(keys.group(1));
            }
        } catch (IOException e) {
            // Whether it can be read is another check's to tell.
            types.clear();
        }
        return types;
    }
}
