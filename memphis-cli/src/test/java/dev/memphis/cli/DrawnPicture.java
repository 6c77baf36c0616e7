package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A picture that is drawn from files of the project, the same each time: the one in docs/pictures/ has to be it. */
final class DrawnPicture {
    private static final Path TAKEN = Path.of("target", "pictures");
    private static final Path SHOWN = Path.of("..", "docs", "pictures");

    private DrawnPicture() {}

    /** Writes it to {@code target/pictures}, from where {@code bin/pictures} copies it; elsewhere it must be the one that is shown. */
    static void write(String name, String picture) throws IOException {
        Files.writeString(Files.createDirectories(TAKEN).resolve(name), picture);
        if (!"write".equals(System.getProperty("memphis.docs"))) {
            assertThat(SHOWN.resolve(name)).as("bin/pictures takes it again").hasContent(picture);
        }
    }
}
