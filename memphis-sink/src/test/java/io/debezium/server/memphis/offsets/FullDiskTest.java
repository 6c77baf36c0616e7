package io.debezium.server.memphis.offsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** On Linux's device that is always full. */
@EnabledIf("isThere")
class FullDiskTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path folder;

    private boolean full;

    static boolean isThere() {
        return Files.isWritable(FULL);
    }

    @Test
    void fullDisk_oldOffsetsStayAndTheNextSavingWorksAgain() throws Exception {
        Path path = folder.resolve("offsets.dat");
        OffsetFile file = new OffsetFile(path, this::open);
        file.replace(offsets("1"));
        file.replace(offsets("2"));

        full = true;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> file.replace(offsets("3")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left on device");
            assertThat(new OffsetFile(path).read()).isEqualTo(offsets("2"));
            assertThat(new OffsetFile(OffsetFile.beside(path, ".previous")).read())
                    .isEqualTo(offsets("1"));
            assertThat(OffsetFile.beside(path, ".new")).doesNotExist();
        }

        full = false;
        file.replace(offsets("4"));
        assertThat(new OffsetFile(path).read()).isEqualTo(offsets("4"));
    }

    @Test
    void fullDiskAtTheStart_isToldBeforeThereAreOffsets() {
        full = true;
        OffsetFile file = new OffsetFile(folder.resolve("offsets.dat"), this::open);

        assertThatThrownBy(() -> file.tryOut(file.read()))
                .isInstanceOf(UnusableOffsetsException.class)
                .hasMessage("offsets cannot be written to %s: No space left on device", folder.resolve("offsets.dat"));
    }

    private FileChannel open(Path path) throws IOException {
        return full ? FileChannel.open(FULL, StandardOpenOption.WRITE) : OffsetFile.open(path);
    }

    private static Map<ByteBuffer, ByteBuffer> offsets(String value) {
        return Map.of(EndlessOffsets.POSITION, ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
    }
}
