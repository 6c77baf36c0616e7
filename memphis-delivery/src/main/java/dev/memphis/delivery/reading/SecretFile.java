package dev.memphis.delivery.reading;

import dev.memphis.delivery.options.BadValueException;
import dev.memphis.delivery.options.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a secret from a file, as container platforms mount them. */
public final class SecretFile {
    private static final int MOST_BYTES = 4096;

    private SecretFile() {}

    /**
     * Returns the file's text without a byte order mark and line breaks around it.
     *
     * @throws BadValueException if it cannot be read, is empty, too long, not UTF-8 or has several lines
     */
    public static Secret read(String text) throws BadValueException {
        String content = decode(text, bytes(text));
        String secret = SecretText.bare(content);
        if (secret.isEmpty()) {
            throw new BadValueException(text, "must hold the secret, but the file is empty");
        }
        if (secret.chars().anyMatch(Character::isISOControl)) {
            throw new BadValueException(
                    text, "must hold one line of text, but there is more than one line or a control character");
        }
        return new Secret(secret);
    }

    private static byte[] bytes(String text) throws BadValueException {
        Path file = FilePaths.readable(text);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new BadValueException(
                        text, "must hold a secret of at most " + MOST_BYTES + " bytes, but is larger");
            }
            return bytes;
        } catch (IOException e) {
            throw new BadValueException(text, "must be a readable file, but reading it failed");
        }
    }

    private static String decode(String text, byte[] bytes) throws BadValueException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadValueException(text, "must hold UTF-8 text, but does not");
        }
    }
}
