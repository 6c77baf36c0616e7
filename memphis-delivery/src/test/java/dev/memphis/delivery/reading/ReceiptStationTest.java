package dev.memphis.delivery.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.options.StationName;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class ReceiptStationTest {
    @Test
    void validPrefix_isUsedAsItIs() {
        assertThat(of("shop.eu-1")).isEqualTo("debezium-receipts-shop.eu-1");
    }

    @Test
    void otherPrefix_isMadeValidAndGetsADigest() {
        assertThat(of("Shop EU")).isEqualTo("debezium-receipts-shop-eu-74d867c0");
    }

    @Test
    void prefixesThatLookAlike_getDifferentStations() {
        assertThat(of("Shop")).isNotEqualTo(of("shop"));
        assertThat(of("shop_")).isNotEqualTo(of("shop."));
        assertThat(of("s".repeat(200))).isNotEqualTo(of("s".repeat(201)));
    }

    @Property(tries = 500)
    void anyPrefix_makesAValidName(@ForAll @NotEmpty String prefix) {
        assertThat(of(prefix)).matches(StationName::isValid).isEqualTo(of(prefix));
    }

    @Test
    void longestStart_leavesRoomForTheDigest() {
        String name = ReceiptStation.of("memphis-connect-receipts-", "n".repeat(300));

        assertThat(name).matches(StationName::isValid).startsWith("memphis-connect-receipts-nnn");
    }

    private static String of(String topicPrefix) {
        return ReceiptStation.of("debezium-receipts-", topicPrefix);
    }
}
