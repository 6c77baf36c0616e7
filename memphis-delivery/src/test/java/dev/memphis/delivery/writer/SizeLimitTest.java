package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The gateway's own headers count 256 bytes, each header of the event four more than its letters. */
class SizeLimitTest {
    private static final List<EventHeader> HEADERS = List.of(new EventHeader("Name", "value"));
    private static final SizeLimit LIMIT = new SizeLimit("event.max.bytes", 300);

    @Test
    void messageThatIsAsLargeAsMayBe_isNotTooLarge() {
        assertThat(LIMIT.exceeds(44, List.of())).isFalse();
        assertThat(LIMIT.exceeds(45, List.of())).isTrue();
        assertThat(LIMIT.exceeds(31, HEADERS)).isFalse();
        assertThat(LIMIT.exceeds(32, HEADERS)).isTrue();
    }

    @Test
    void request_isTooLargeOnlyWithAnEventAlone() {
        Item large = item("x".repeat(45));

        assertThat(LIMIT.exceeds(ProduceRequest.single(large))).isTrue();
        assertThat(LIMIT.exceeds(ProduceRequest.single(item("x".repeat(44))))).isFalse();
        assertThat(LIMIT.exceeds(ProduceRequest.batch(List.of(large, large)))).isFalse();
        assertThat(LIMIT.reason(ProduceRequest.single(large)))
                .isEqualTo("it is larger than event.max.bytes=300 (45 bytes of data)");
    }

    private static Item item(String value) {
        return new Item(1, new Event("s", "k", value, "text/plain", List.of(), () -> "test"));
    }
}
