package dev.memphis.cli;

import dev.memphis.emulator.MemphisEmulator;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of a command beside an emulator, which {@code @WithMemphis} describes, with a folder for its files. */
abstract class EmulatorCase {
    @TempDir
    Path directory;

    MemphisEmulator emulator;

    @BeforeEach
    void take(MemphisEmulator started) {
        emulator = started;
    }
}
