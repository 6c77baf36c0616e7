package dev.memphis.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.emulator.disk.DataFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of {@code --data}: nobody else's to read, and nobody else's written to. */
class DataFilesTest {
    @TempDir
    private Path temp;

    @Test
    void whatIsMade_isItsOwnersOnly() throws IOException {
        Path data = temp.resolve("new/data");
        fill(data);
        try (Stream<Path> all = Files.walk(data)) {
            List<Path> made = all.toList();
            assertThat(made).hasSizeGreaterThan(4);
            for (Path path : made) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "catalog.json", "stations"})
    void linkInPlaceOfAFile_isNotFollowed(String name) throws IOException {
        Path data = Files.createDirectory(temp.resolve("data"));
        Path elsewhere = name.equals("stations")
                ? Files.createDirectory(temp.resolve("elsewhere"))
                : Files.writeString(temp.resolve("elsewhere"), "{}");
        Files.createSymbolicLink(data.resolve(name), elsewhere);
        assertThatThrownBy(() -> fill(data))
                .isInstanceOf(DataFolderException.class)
                .hasMessageStartingWith(data.toString());
        if (Files.isRegularFile(elsewhere)) {
            assertThat(elsewhere).hasContent("{}");
        }
    }

    @Test
    void linkInPlaceOfASegment_isNotFollowed() throws IOException {
        Path data = temp.resolve("data");
        fill(data);
        Path segment;
        try (Stream<Path> all = Files.list(data.resolve("stations/s-orders"))) {
            segment = all.findFirst().orElseThrow();
        }
        Path elsewhere = temp.resolve("elsewhere");
        Files.move(segment, elsewhere);
        Files.createSymbolicLink(segment, elsewhere);
        assertThatThrownBy(() -> fill(data)).isInstanceOf(DataFolderException.class);
    }

    private static void fill(Path data) throws IOException {
        try (MemphisEmulator emulator = MemphisEmulator.start(EmulatorOptions.defaults()
                .withUser(GatewayClient.USER, GatewayClient.PASSWORD)
                .withData(data))) {
            GatewayClient.loggedIn(emulator).produce("orders", "1");
        }
    }
}
