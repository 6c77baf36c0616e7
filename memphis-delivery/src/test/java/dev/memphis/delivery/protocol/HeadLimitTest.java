package dev.memphis.delivery.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.Logged;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.options.OptionNames;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of a message's headers fits beside the token into the gateway's limit (contract, "Answers, exactly"). */
class HeadLimitTest {
    /** Ten bytes on the line: name, colon, blank, value, line end. */
    private static final EventHeader TEN = new EventHeader("Name", "12");

    private static final EventHeader ELEVEN = new EventHeader("Name", "123");
    private static final EventHeader OTHER = new EventHeader("A", "12345");

    private final HeadLimit heads = new HeadLimit(OptionNames.DEBEZIUM_SERVER);

    @Test
    void path_leavesWhatTheLimitHasBesideWhatEveryRequestNeeds() {
        assertThat(heads.room("x".repeat(696))).isEqualTo(3000);
        assertThat(heads.room("x".repeat(3697))).isEqualTo(-1);
        assertThat(heads.tooLong(-17)).contains("line 17 bytes longer", "debezium.sink.memphis.password");
    }

    @Test
    void headers_fitToTheLastByte() {
        assertThat(heads.fit(List.of(TEN), 10)).containsExactly(TEN);
        assertThat(heads.fit(List.of(TEN), 9)).isEmpty();
        assertThat(heads.fit(List.of(TEN, OTHER), 20)).containsExactly(TEN, OTHER);
        assertThat(heads.fit(List.of(TEN, OTHER), 19)).containsExactly(TEN);
        assertThat(heads.fit(List.of(), 0)).isEmpty();
    }

    @Test
    void headerThatDoesNotFit_leavesItsRoomToTheNext() {
        assertThat(heads.fit(List.of(ELEVEN, OTHER), 10)).containsExactly(OTHER);
    }

    @Test
    void headerThatDoesNotFit_isWarnedOfOnceForItsName() {
        try (Logged logged = new Logged()) {
            heads.fit(List.of(TEN), 5);
            heads.fit(List.of(ELEVEN), 5);
            heads.fit(List.of(OTHER), 5);

            assertThat(logged.lines("WARN")).hasSize(2);
            assertThat(logged.lines("WARN").findFirst())
                    .hasValueSatisfying(
                            line -> assertThat(line).contains("'Name'", "with 10 bytes", "into the 5 bytes"));
        }
    }
}
