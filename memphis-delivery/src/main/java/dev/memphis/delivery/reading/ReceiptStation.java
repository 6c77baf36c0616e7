package dev.memphis.delivery.reading;

import dev.memphis.delivery.options.StationName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Makes the receipt station's name from the pipeline's: the same for the same pipeline, another for another. */
final class ReceiptStation {
    private static final int DIGEST_BYTES = 4;

    private ReceiptStation() {}

    /** @param start what every such name of the host starts with, a valid name but for its end */
    static String of(String start, String pipeline) {
        String plain = start + pipeline;
        int room = StationName.MAX_LENGTH - start.length() - 1 - 2 * DIGEST_BYTES;
        return StationName.isValid(plain) ? plain : start + readablePart(pipeline, room) + '-' + digest(pipeline);
    }

    private static String readablePart(String pipeline, int room) {
        String safe = pipeline.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.-]", "-");
        return safe.substring(0, Math.min(safe.length(), room));
    }

    /** Keeps names apart that become the same by lower-casing, replacing or cutting. */
    private static String digest(String pipeline) {
        byte[] hash = sha256().digest(pipeline.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
