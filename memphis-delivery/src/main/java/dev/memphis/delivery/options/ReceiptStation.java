package dev.memphis.delivery.options;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Makes the receipt station's name from the topic prefix: the same for the same prefix, another for another. */
final class ReceiptStation {
    private static final String START = "debezium-receipts-";
    private static final int DIGEST_BYTES = 4;
    private static final int ROOM = StationName.MAX_LENGTH - START.length();
    private static final int ROOM_BEFORE_DIGEST = ROOM - 1 - 2 * DIGEST_BYTES;

    private ReceiptStation() {}

    static String of(String topicPrefix) {
        String plain = START + topicPrefix;
        return StationName.isValid(plain) ? plain : START + readablePart(topicPrefix) + '-' + digest(topicPrefix);
    }

    private static String readablePart(String topicPrefix) {
        String safe = topicPrefix.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.-]", "-");
        return safe.substring(0, Math.min(safe.length(), ROOM_BEFORE_DIGEST));
    }

    /** Keeps prefixes apart that become the same by lower-casing, replacing or cutting. */
    private static String digest(String topicPrefix) {
        byte[] hash = sha256().digest(topicPrefix.getBytes(StandardCharsets.UTF_8));
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
