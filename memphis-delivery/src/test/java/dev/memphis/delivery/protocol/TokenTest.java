package dev.memphis.delivery.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    @Test
    void expiry_isTheExpClaim() {
        Token token = Token.parse(jwt("{\"username\":\"cdc\",\"password\":\"Secret-1!\",\"exp\":1800000000}"));

        assertThat(token.expiry()).isEqualTo(Instant.ofEpochSecond(1_800_000_000L));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 253_402_300_799L})
    void expiry_isAnyTimeFrom1970To9999(long exp) {
        assertThat(Token.parse(jwt("{\"exp\":" + exp + "}")).expiry()).isEqualTo(Instant.ofEpochSecond(exp));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 253_402_300_800L})
    void expiryBeforeOrAfter_isRefused(long exp) {
        assertThatThrownBy(() -> Token.parse(jwt("{\"exp\":" + exp + "}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no time between 1970 and 9999");
    }

    @Test
    void toString_hidesTheToken() {
        String jwt = jwt("{\"password\":\"Secret-1!\",\"exp\":1800000000}");

        assertThat(Token.parse(jwt).toString()).doesNotContain(jwt, jwt.split("\\.", -1)[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a.b", "a.b.c.d", "a.!!!.c"})
    void whatIsNoToken_isRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> Token.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"password\":\"Secret-1!\"}", "{\"password\":\"Secret-1!\",\"exp\":\"soon\"}", "{\"Secret-1!"})
    void payloadWithoutAnExpiry_isRefusedWithoutThePassword(String payload) {
        assertThatThrownBy(() -> Token.parse(jwt(payload)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .doesNotContain("Secret-1!");
    }

    static String jwt(String payload) {
        return "h." + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                + ".s";
    }
}
