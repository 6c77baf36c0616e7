package dev.memphis.delivery.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a misspelt name was probably meant to be: up to a third of its own letters may be wrong. */
class NearestNameTest {
    private static final List<String> KNOWN = List.of("sink.url", "sink.batch.mode");

    @ParameterizedTest
    @CsvSource(textBlock = """
            sink.ulr,         sink.url
            sink.lurx,
            sink.xrlx,
            sink.urls,        sink.url
            sink.rl,          sink.url
            sink.BatchMode,   sink.batch.mode
            sink.btach.mdoe,  sink.batch.mode
            sink.batxh.xxde,  sink.batch.mode
            sink.batxx.xxde,
            sink.abtch.xxde,  sink.batch.mode
            sink.abtch.xxdex,
            """)
    void misspeltName_isThatOfTheFewestMistakes(String misspelt, String meant) {
        assertThat(NearestName.of(misspelt, KNOWN, "sink.")).isEqualTo(Optional.ofNullable(meant));
    }
}
