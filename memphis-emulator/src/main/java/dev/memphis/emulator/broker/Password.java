package dev.memphis.emulator.broker;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A password, known only by its hash, as it may be written down. Immutable. */
public final class Password {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Few: the emulator's passwords guard a laptop's test data, and log-ins have to be quick. */
    private static final int ROUNDS = 1000;

    private static final int BITS = 256;

    private final byte[] salt;
    private final byte[] hash;

    private Password(byte[] salt, byte[] hash) {
        this.salt = salt;
        this.hash = hash;
    }

    /** Returns the hash of a password, with a salt of its own. */
    public static Password of(String password) {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        return new Password(salt, hash(password, salt));
    }

    /**
     * Reads what {@link #written} gave.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Password read(String written) {
        int colon = written.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a password's salt and hash are needed");
        }
        Base64.Decoder decoder = Base64.getDecoder();
        return new Password(decoder.decode(written.substring(0, colon)), decoder.decode(written.substring(colon + 1)));
    }

    /** Returns it as it is kept on disk: salt and hash. */
    public String written() {
        Base64.Encoder encoder = Base64.getEncoder();
        return encoder.encodeToString(salt) + ":" + encoder.encodeToString(hash);
    }

    boolean matches(String password) {
        return MessageDigest.isEqual(hash, hash(password, salt));
    }

    private static byte[] hash(String password, byte[] salt) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ROUNDS, BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "a password";
    }
}
