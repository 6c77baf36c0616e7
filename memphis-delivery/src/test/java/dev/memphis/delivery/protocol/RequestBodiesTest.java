package dev.memphis.delivery.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said to the gateway and read from it, to the letter (contract, "Authenticate and refresh" and "Consume"). */
class RequestBodiesTest {
    /** Its payload is {"exp":4102444800}. */
    private static final String JWT = "h.eyJleHAiOjQxMDI0NDQ4MDB9.s";

    private static final Credentials CREDENTIALS =
            new Credentials("cdc", new Secret("a\"b"), 7, Duration.ofMinutes(10), Duration.ofMinutes(20));
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void logIn_namesUserPasswordAccountAndLifetimes() {
        assertThat(AuthBodies.logIn(CREDENTIALS))
                .isEqualTo("{\"username\":\"cdc\",\"password\":\"a\\\"b\",\"account_id\":7,"
                        + "\"token_expiry_in_minutes\":10,\"refresh_token_expiry_in_minutes\":20}");
    }

    @Test
    void refresh_namesTheTokenAndLifetimes() {
        assertThat(AuthBodies.refresh(Token.parse(JWT), CREDENTIALS))
                .isEqualTo("{\"jwt_refresh_token\":\"" + JWT
                        + "\",\"token_expiry_in_minutes\":10,\"refresh_token_expiry_in_minutes\":20}");
    }

    @Test
    void answerWithTokens_isReadAndOneWithoutIsNot() throws Exception {
        var answer = JSON.readTree("{\"jwt\":\"" + JWT + "\",\"jwt_refresh_token\":\"x" + JWT + "\"}");

        assertThat(AuthBodies.accessToken(answer).jwt().reveal()).isEqualTo(JWT);
        assertThat(AuthBodies.refreshToken(answer).jwt().reveal()).isEqualTo("x" + JWT);
        assertThatThrownBy(() -> AuthBodies.accessToken(JSON.readTree("[]")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void consume_namesConsumerGroupSizeAndWait() {
        assertThat(new Consume("c", "g", 5, Duration.ofSeconds(2)).body())
                .isEqualTo("{\"consumer_name\":\"c\",\"consumer_group\":\"g\",\"batch_size\":5,"
                        + "\"batch_max_wait_time_ms\":2000}");
    }

    @Test
    void messages_areReadWithTheirHeaders() throws Exception {
        String answer = "[{\"message\":\"a\",\"headers\":{\"Row-Key\":\"1\"}},{\"message\":\"\",\"headers\":{}}]";

        assertThat(Message.of(JSON.readTree(answer)))
                .containsExactly(new Message("a", Map.of("Row-Key", "1")), new Message("", Map.of()));
        assertThat(Message.texts("<html>".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void token_goesIntoTheQueryAndNoHeader() {
        assertThat(Routes.produceSingle("orders", Token.parse(JWT)))
                .isEqualTo("/stations/orders/produce/single?authorization=" + JWT);
        assertThat(Routes.consume("a b", Token.parse(JWT)))
                .isEqualTo("/stations/a+b/consume/batch?authorization=" + JWT);
    }
}
