package dev.memphis.testbed.stock;

import dev.memphis.testbed.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;

/** The SHA-256 of each distribution that is unpacked, run or packed here; see distributions.properties. Stateless. */
final class Fingerprints {
    private static final int PIECE = 1 << 16;

    private Fingerprints() {}

    /** @throws Problem if a tarball is not the one that is known, or none is known of that version */
    static void check(String version, Path tarball) {
        String known = known(version);
        String found = sha256(tarball);
        if (!known.equals(found)) {
            throw new Problem(
                    tarball + " is not the Debezium Server " + version + " that is known here: its SHA-256 is " + found
                            + " instead of " + known + "; delete it to have it fetched again");
        }
    }

    private static String known(String version) {
        Properties all = new Properties();
        try (InputStream in = Fingerprints.class.getResourceAsStream("distributions.properties")) {
            all.load(in);
        } catch (IOException e) {
            throw new Problem("The fingerprints of distributions cannot be read: " + e.getMessage(), e);
        }
        String known = all.getProperty(version);
        if (known == null) {
            throw new Problem(
                    "Of Debezium Server " + version + " no SHA-256 is known: put it into distributions.properties");
        }
        return known;
    }

    private static String sha256(Path file) {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            byte[] piece = new byte[PIECE];
            while (in.read(piece) >= 0) {
                // The digest takes what is read.
            }
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new Problem(file + " cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
