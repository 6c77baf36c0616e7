package dev.memphis.benchmark.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventMarkerTest {
    private static List<Long> found(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Long> found = new ArrayList<>();
        EventMarker.find(bytes, 0, bytes.length, found::add);
        return found;
    }

    @Test
    void markersAmongOtherText_areAllFoundWithTheirTimes() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            random.ints(random.nextInt(60), 0, EventMarker.TEXT.length())
                    .forEach(c -> text.append(EventMarker.TEXT.charAt(c)));
            long time = random.nextLong(1_000_000_000_000_000L);
            times.add(time);
            text.append(EventMarker.at(time));
        }
        assertThat(found(text.toString())).isEqualTo(times);
    }

    @Test
    void markerCutShort_isNoEvent() {
        String whole = EventMarker.at(7);
        assertThat(found(whole.substring(0, whole.length() - 1))).isEmpty();
        assertThat(found(whole.substring(1))).isEmpty();
        assertThat(found("")).isEmpty();
    }
}
