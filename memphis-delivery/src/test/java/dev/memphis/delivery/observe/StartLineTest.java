package dev.memphis.delivery.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.reading.Configuration;
import org.junit.jupiter.api.Test;

class StartLineTest {
    @Test
    void defaults_areSaidInOneLineWithoutASecret() {
        String line = StartLine.of(Configuration.sound().read());

        assertThat(line)
                .isEqualTo("Delivering to http://localhost:4444 as user 'cdc'; station: named like the topic;"
                        + " ordering: key; batches: auto, up to 500 events;"
                        + " receipts: through station 'debezium-receipts-shop'; TLS: off");
        assertThat(line).doesNotContain("Cdc-Pass1!");
    }

    @Test
    void everythingElse_isSaidToo() {
        String line = StartLine.of(Configuration.sound()
                .with("url", "https://one:4444,https://two:4444")
                .with("station", "orders")
                .with("ordering", "none")
                .with("batch.mode", "never")
                .with("receipt.enabled", "false")
                .with("tls.verify.host", "false")
                .read());

        assertThat(line)
                .isEqualTo("Delivering to https://one:4444 or https://two:4444 as user 'cdc';"
                        + " station: 'orders' for every event; ordering: none; batches: never;"
                        + " receipts: off, every 200 is believed;"
                        + " TLS: on, the Java platform's trust store, host not verified");
    }

    @Test
    void fieldsThatMayBeRounded_areNamedWhereTheyAre() {
        Configuration rounding = Configuration.sound().with("batch.rounded.fields", "ts_ns, after.created_ns");

        assertThat(StartLine.of(rounding.read()))
                .contains("; batches: auto, up to 500 events, ts_ns, after.created_ns may be rounded; ");
        assertThat(StartLine.of(rounding.with("batch.mode", "never").read())).contains("; batches: never; ");
    }

    @Test
    void stationPrefix_isNamed() {
        assertThat(StartLine.of(
                        Configuration.sound().with("station.prefix", "cdc-").read()))
                .contains("station: 'cdc-' and the topic's name");
    }
}
