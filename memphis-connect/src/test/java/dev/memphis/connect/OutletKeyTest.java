package dev.memphis.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tasks of a worker share a log-in. */
class OutletKeyTest {
    private static final OutletKey OTHER = OutletKey.of(Settings.config());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "memphis.batch.mode            | always",
                "memphis.receipt.enabled       | false",
                "memphis.connections           | 7",
                "memphis.url                   | http://localhost:4444,http://localhost:4445",
                "memphis.token.expiry.minutes  | 77",
                "memphis.username              | other",
                "memphis.password              | Other-Pass-1!",
                "memphis.poison.policy         | skip",
            })
    void howTheyLogInOrDeliver_keepsThemApart(String option, String value) {
        assertThat(OutletKey.of(Settings.config(option, value))).isNotEqualTo(OTHER);
    }

    @ParameterizedTest
    @CsvSource({"memphis.station, elsewhere", "topics, more", "memphis.headers.enabled, true"})
    void whichEventsGoWhere_doesNot(String option, String value) {
        assertThat(OutletKey.of(Settings.config(option, value))).isEqualTo(OTHER);
    }
}
