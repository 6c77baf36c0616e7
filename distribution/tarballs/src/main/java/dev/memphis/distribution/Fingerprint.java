package dev.memphis.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** Tells whether a tarball that is there was made of the same things. Not thread-safe. */
final class Fingerprint {
    private final MessageDigest digest = Sha256.digest();

    Fingerprint add(String words) {
        digest.update(words.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return this;
    }

    /** Adds places, modes and contents. */
    Fingerprint add(List<Part> parts) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (Part part : parts) {
            add(part.toString());
            add(Long.toString(Files.size(part.source())));
            try (InputStream content = Files.newInputStream(part.source())) {
                for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
        }
        return this;
    }

    /** Returns it in hexadecimal; nothing can be added after that. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Returns where the fingerprint of a tarball is kept. */
    static Path file(Path tarball) {
        return tarball.resolveSibling(tarball.getFileName() + ".made-of");
    }

    static boolean isThere(Path tarball, String fingerprint) throws IOException {
        Path file = file(tarball);
        return Files.exists(tarball)
                && Files.exists(file)
                && Files.readString(file).equals(fingerprint);
    }
}
