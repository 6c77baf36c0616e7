package dev.memphis.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tasks of a worker share a log-in, and what is said of those that do not. */
class OutletsTest {
    private static final OutletKey OTHER = OutletKey.of(Settings.config());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "memphis.batch.mode            | always                | how they deliver",
                "memphis.receipt.enabled       | false                 | how they deliver",
                "memphis.connections           | 7                     | how they reach the gateway",
                "memphis.url                   | http://localhost:4444,http://localhost:4445 | how they reach the gateway",
                "memphis.token.expiry.minutes  | 77                    | how they log in",
                "memphis.password              | Other-Pass-1!         | how they log in",
                "memphis.poison.policy         | skip                  | how they deliver",
            })
    void oneUserWithOtherOptions_isWarnedOfWhatDiffers(String option, String value, String difference) {
        Optional<String> warning = Outlets.warning(Settings.config(option, value), List.of(OTHER));

        assertThat(warning)
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith(
                                "Task shop-0 logs in by itself though another connector of this worker has logged in to the same"
                                        + " gateway as user 'cdc': they differ in " + difference + ". ")
                        .doesNotContain("Pass-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "memphis.station, elsewhere",
        "memphis.username, other",
        "memphis.url, http://localhost:5555",
        "topics, more",
        "memphis.headers.enabled, true",
    })
    void sharedLogInOrOtherUserOrOtherGateway_isNotWorthAWord(String option, String value) {
        assertThat(Outlets.warning(Settings.config(option, value), List.of(OTHER)))
                .isEmpty();
    }

    @Test
    void severalDifferences_areAllNamed() {
        assertThat(Outlets.warning(
                        Settings.config(
                                "memphis.poison.policy",
                                "dead-letter",
                                "memphis.dead.letter.station",
                                "dead",
                                "memphis.connections",
                                "3"),
                        List.of(OTHER)))
                .hasValueSatisfying(line -> assertThat(line)
                        .contains(
                                "they differ in how they reach the gateway, how they deliver, who decides on records that"
                                        + " Memphis refuses. "));
    }

    @Test
    void firstTask_hasNobodyBesideIt() {
        assertThat(Outlets.warning(Settings.config(), List.of())).isEmpty();
    }
}
