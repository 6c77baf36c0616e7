package dev.memphis.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import java.io.IOException;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens that somebody else made, with the gateway's own secrets; each as the real gateway took it. */
class TokenTest {
    private static final String SECRET = "j".repeat(40);
    private static final String REFRESH_SECRET = "r".repeat(40);

    private MemphisEmulator emulator;

    @BeforeEach
    void start() throws IOException {
        emulator = MemphisEmulator.start(EmulatorOptions.defaults()
                .withUser(GatewayClient.USER, GatewayClient.PASSWORD)
                .withSecrets(SECRET, REFRESH_SECRET));
        // The gateway now has a broker connection for the user.
        GatewayClient.loggedIn(emulator);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void anyHmac_isTaken() throws IOException {
        assertThat(produce(good().sign(Algorithm.HMAC384(SECRET)))).isEqualTo(200);
        assertThat(refresh(good().sign(Algorithm.HMAC512(REFRESH_SECRET)))).isEqualTo(200);
    }

    @Test
    void unsignedOrForeign_isRefused() throws IOException {
        assertThat(produce(good().sign(Algorithm.none()))).isEqualTo(401);
        assertThat(produce(good().sign(Algorithm.HMAC256(REFRESH_SECRET)))).isEqualTo(401);
    }

    @Test
    void outOfItsTime_isRefused() throws IOException {
        Instant now = Instant.now();
        assertThat(produce(with(token -> token.withExpiresAt(now.minusSeconds(5)))))
                .isEqualTo(401);
        assertThat(produce(with(token -> token.withNotBefore(now.plusSeconds(500)))))
                .isEqualTo(401);
        assertThat(produce(with(token -> token.withIssuedAt(now.plusSeconds(500)))))
                .isEqualTo(401);
    }

    @Test
    void userWithoutAConnection_isAskedForAgain() throws IOException {
        assertThat(produce(with(token -> token.withClaim("username", "nobody"))))
                .isEqualTo(401);
        assertThat(produce(with(token -> token.withClaim("username", "CDC")))).isEqualTo(401);
        assertThat(produce(with(token -> token.withClaim("account_id", 3)))).isEqualTo(200);
    }

    @Test
    void passwordOfAUserWithAConnection_isNotLookedAt() throws IOException {
        assertThat(produce(with(token -> token.withClaim("password", "Nope-1234!"))))
                .isEqualTo(200);
        assertThat(refresh(good().withClaim("password", "Nope-1234!").sign(Algorithm.HMAC256(REFRESH_SECRET))))
                .isEqualTo(401);
    }

    @Test
    void tokenWithoutAName_isNobodys() throws IOException {
        String nameless =
                JWT.create().withExpiresAt(Instant.now().plusSeconds(60)).sign(Algorithm.HMAC256(SECRET));
        assertThat(produce(nameless)).as("the real gateway takes it for root's").isEqualTo(401);
    }

    @Test
    void issuedToken_hasTheClaimsOfTheContract() throws IOException {
        GatewayClient client = GatewayClient.loggedIn(emulator);
        assertThat(JWT.decode(client.jwt()).getClaims().keySet())
                .containsExactlyInAnyOrder("username", "password", "account_id", "connection_token", "exp");
        assertThat(JWT.decode(client.refreshToken()).getClaims().keySet())
                .containsExactlyInAnyOrder(
                        "username", "password", "account_id", "connection_token", "exp", "token_exp");
    }

    private static JWTCreator.Builder good() {
        return JWT.create()
                .withClaim("username", GatewayClient.USER)
                .withClaim("password", GatewayClient.PASSWORD)
                .withClaim("account_id", 1)
                .withClaim("connection_token", "")
                .withExpiresAt(Instant.now().plusSeconds(900));
    }

    private static String with(UnaryOperator<JWTCreator.Builder> change) {
        return change.apply(good()).sign(Algorithm.HMAC256(SECRET));
    }

    private int produce(String token) throws IOException {
        return RawHttp.post(emulator.gatewayUri(), "/stations/s/produce/single?authorization=" + token, "1")
                .status();
    }

    private int refresh(String token) throws IOException {
        return RawHttp.post(emulator.gatewayUri(), "/auth/refreshToken", "{\"jwt_refresh_token\":\"" + token + "\"}")
                .status();
    }
}
