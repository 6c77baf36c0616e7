package dev.memphis.delivery.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventTest {
    @Test
    void keysOfEqualBytes_areEqual() {
        assertThat(event(new byte[] {1, 2}).key())
                .isEqualTo(event(new byte[] {1, 2}).key());
        assertThat(event(new byte[] {1, 2}).key())
                .isNotEqualTo(event(new byte[] {1, 3}).key());
    }

    private static Event event(Object key) {
        return new Event("orders", key, "{}", "application/json", List.of(), () -> "test");
    }
}
