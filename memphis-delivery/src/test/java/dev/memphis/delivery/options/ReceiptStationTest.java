package dev.memphis.delivery.options;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class ReceiptStationTest {
    @Test
    void validPrefix_isUsedAsItIs() {
        assertThat(ReceiptStation.of("shop.eu-1")).isEqualTo("debezium-receipts-shop.eu-1");
    }

    @Test
    void otherPrefix_isMadeValidAndGetsADigest() {
        assertThat(ReceiptStation.of("Shop EU")).isEqualTo("debezium-receipts-shop-eu-74d867c0");
    }

    @Test
    void prefixesThatLookAlike_getDifferentStations() {
        assertThat(ReceiptStation.of("Shop")).isNotEqualTo(ReceiptStation.of("shop"));
        assertThat(ReceiptStation.of("shop_")).isNotEqualTo(ReceiptStation.of("shop."));
        assertThat(ReceiptStation.of("s".repeat(200))).isNotEqualTo(ReceiptStation.of("s".repeat(201)));
    }

    @Property(tries = 500)
    void anyPrefix_makesAValidName(@ForAll @NotEmpty String prefix) {
        assertThat(ReceiptStation.of(prefix)).matches(StationName::isValid).isEqualTo(ReceiptStation.of(prefix));
    }
}
