package dev.memphis.delivery.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTest {
    @Test
    void keysOfEqualBytes_areEqual() {
        Object key = event(new byte[] {1, 2}).key();

        // By equals() itself, as lanes do: AssertJ looks into arrays.
        assertThat(event(new byte[] {1, 2}).key().equals(key)).isTrue();
        assertThat(event(new byte[] {1, 3}).key().equals(key)).isFalse();
        assertThat(event(ByteBuffer.wrap(new byte[] {0, 1, 2}, 1, 2)).key().equals(key))
                .isTrue();
        assertThat(event(new byte[] {1, 2}).key()).hasSameHashCodeAs(key);
    }

    private static Event event(Object key) {
        return new Event("orders", key, "{}", "application/json", List.of(), () -> "test");
    }
}
