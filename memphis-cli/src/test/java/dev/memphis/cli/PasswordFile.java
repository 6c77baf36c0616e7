package dev.memphis.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files with passwords, as scripts give them to the command; gone when the tests end. */
final class PasswordFile {
    private PasswordFile() {}

    static String of(String password) {
        try {
            Path file = Files.createTempFile("password", "");
            file.toFile().deleteOnExit();
            return Files.writeString(file, password).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
