package dev.memphis.delivery.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.Certificates;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of wrong configurations; see the head of wrong-configurations.txt. */
class WrongConfigurationsTest {
    @TempDir
    static Path directory;

    @BeforeAll
    static void makeFiles() throws Exception {
        new Certificates(directory).copy("store");
        storesThatHoldTooLittle();
        Files.createDirectory(directory.resolve("directory"));
        for (String name : List.of("empty", "empty.pem", "empty.jks", "store.txt")) {
            Files.createFile(directory.resolve(name));
        }
        Files.writeString(
                directory.resolve("encrypted-key.pem"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("elsewhere"));
        Files.writeString(directory.resolve("secret"), "Cdc-Pass1!\n");
        Files.writeString(directory.resolve("two-lines"), "Cdc-Pass1!\nCdc-Pass2!\n");
        Files.writeString(directory.resolve("long"), "x".repeat(10_000_000));
        Files.write(directory.resolve("latin1"), new byte[] {'p', (byte) 0xe4, 's', 's'});
    }

    private static void storesThatHoldTooLittle() throws Exception {
        char[] password = Certificates.PASSWORD.toCharArray();
        KeyStore nothing = KeyStore.getInstance("JKS");
        nothing.load(null, null);
        KeyStore own = new Certificates(directory).store("store.p12");
        KeyStore lockedKey = KeyStore.getInstance("JKS");
        lockedKey.load(null, null);
        lockedKey.setKeyEntry(
                "a", own.getKey("a", password), "another-password".toCharArray(), own.getCertificateChain("a"));
        try (OutputStream nothingFile = Files.newOutputStream(directory.resolve("nothing.jks"));
                OutputStream lockedKeyFile = Files.newOutputStream(directory.resolve("locked-key.jks"))) {
            nothing.store(nothingFile, password);
            lockedKey.store(lockedKeyFile, password);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void wrongConfiguration_isToldExactly(WrongConfiguration wrong) {
        assertThat(wrong.problems(directory)).isEqualTo(wrong.expected());
    }

    @Test
    void table_isLongEnoughAndShowsNoSecret() throws IOException {
        assertThat(blocks()).hasSizeGreaterThan(60);
        assertThat(blocks().flatMap(wrong -> wrong.expected().stream()))
                .noneMatch(line -> line.contains("Pass1") || line.contains("eyJ") || line.contains("user:secret"));
    }

    static Stream<WrongConfiguration> blocks() throws IOException {
        return WrongConfiguration.table().stream();
    }
}
