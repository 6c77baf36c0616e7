package dev.memphis.delivery.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyBytesTest {
    @Test
    void readableBytes_areTheirText() {
        assertThat(KeyBytes.text("{\"name\":\"kůň\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("{\"name\":\"kůň\"}");
    }

    @Test
    void bytesOfARegistrysFormat_areBase64() {
        assertThat(KeyBytes.text(new byte[] {0, 0, 0, 0, 1, 14})).isEqualTo("base64:AAAAAAEO");
        assertThat(KeyBytes.text(ByteBuffer.wrap(new byte[] {(byte) 0xff}))).isEqualTo("base64:/w==");
    }

    @Test
    void anyBytes_comeBackFromTheirText() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(4)];
            random.nextBytes(bytes);
            assertThat(bytes(KeyBytes.text(bytes))).as("seed %d", seed).isEqualTo(bytes);
        }
        byte[] marked = "base64:x".getBytes(StandardCharsets.UTF_8);
        assertThat(bytes(KeyBytes.text(marked))).isEqualTo(marked);
    }

    /** As docs/formats.md tells consumers. */
    private static byte[] bytes(String text) {
        return text.startsWith("base64:")
                ? Base64.getDecoder().decode(text.substring("base64:".length()))
                : text.getBytes(StandardCharsets.UTF_8);
    }
}
