package dev.memphis.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationChecksTest {
    @ParameterizedTest
    @CsvSource({
        "-1200, no more than 1 s",
        "1200, no more than 1 s",
        "0, no more than 1 s",
        "-2100, 2 s",
        "2100, 2 s",
        "-61000, 61 s"
    })
    void clocksDifference_isTheSameAheadAndBehind(long millis, String words) {
        assertThat(ConversationChecks.difference(Duration.ofMillis(millis))).isEqualTo(words);
    }
}
