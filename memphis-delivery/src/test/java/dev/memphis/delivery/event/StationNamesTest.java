package dev.memphis.delivery.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StationNamesTest {
    private static final String OPTION = "debezium.sink.memphis.station";

    private final StationNames names = new StationNames(Optional.empty(), "", OPTION, Map.of());

    @ParameterizedTest
    @CsvSource({
        "tutorial.public.items, tutorial.public.items",
        "Tutorial.Public.Items, tutorial.public.items",
        "__debezium-heartbeat.x, debezium-heartbeat.x",
        "t.public.žluťoučký, t.public._lu_ou_k",
        "t.public.a$b c, t.public.a_b_c",
        "t.public.items_, t.public.items"
    })
    void topic_isMadeValid(String topic, String station) {
        assertThat(names.of(topic)).isEqualTo(station);
    }

    @Test
    void fixedStation_takesEveryTopic() {
        StationNames fixed = new StationNames(Optional.of("all"), "ignored.", OPTION, Map.of());

        assertThat(fixed.of("a")).isEqualTo("all");
        assertThat(fixed.of("B")).isEqualTo("all");
    }

    @Test
    void prefix_isPutBefore() {
        assertThat(new StationNames(Optional.empty(), "cdc.", OPTION, Map.of()).of("t.public.items"))
                .isEqualTo("cdc.t.public.items");
    }

    @Test
    void topicsThatFallIntoOneStation_areAnErrorThatNamesBoth() {
        names.of("t.public.Items");

        assertThatThrownBy(() -> names.of("t.public.items"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'t.public.Items'", "'t.public.items'", "debezium.sink.memphis.station");
    }

    @Test
    void topicThatFallsIntoTheReceiptStation_isAnErrorThatNamesItsOption() {
        StationNames withOwn =
                new StationNames(Optional.empty(), "", OPTION, Map.of("t.public.receipts", "receipt.station"));

        assertThatThrownBy(() -> withOwn.of("T.public.Receipts"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("topic 'T.public.Receipts' would fall into station 't.public.receipts', which is that of"
                        + " receipt.station; name another there");
    }

    @Test
    void sameTopicAgain_isNoCollision() {
        assertThat(names.of("t.public.Items")).isEqualTo(names.of("t.public.Items"));
    }

    @Test
    void longestName_isAllowedAndOneMoreIsNot() {
        assertThat(names.of("a".repeat(128))).hasSize(128);
        assertThatThrownBy(() -> names.of("a".repeat(129)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 128");
    }

    @Test
    void nothingValid_isAnError() {
        assertThatThrownBy(() -> names.of("___"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no station name can be made of topic '___'");
    }
}
