package dev.memphis.delivery.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.options.Secret;
import dev.memphis.delivery.transport.HttpReply;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens and answers that no gateway sends: always an outcome that can be told, and never an exception. */
class HostileTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775807",
                "-9223372036854775808",
                "31556889864403199",
                "-31557014167219200",
                "1e300",
                "-1e300",
                "1e999999",
                "99999999999999999999999999999999999999999",
                "253402300800",
                "-1"
            })
    void absurdExpiry_isNoToken(String exp) {
        assertThatThrownBy(() -> Token.parse(TokenTest.jwt("{\"exp\":" + exp + "}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageContaining("exp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h.%s.s HTTP/1.1\r\nX: y\r\n\r\n",
                "h.%s.s\r\nX: y",
                "h.%s.s t",
                "h.%s.s&authorization=x",
                "h#.%s.s",
                "h?.%s.s",
                "h/.%s.s",
                "ü.%s.s",
                "h.%s.",
                ".%s.s",
                "h.%s.s\0"
            })
    void tokenThatCouldEndARequestLine_isNoToken(String form) {
        String payload = TokenTest.jwt("{\"exp\":1900000000}").split("\\.", -1)[1];

        assertThatThrownBy(() -> Token.parse(form.formatted(payload)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain(payload);
    }

    /** Whatever the gateway hands out: a renewal that is done, or a reason to try later. */
    @Property(tries = 3000)
    void anyAnswerToALogIn_isARenewalOrAReason(@ForAll("logIns") String body, @ForAll("dates") String date) {
        List<Renewal> renewals = new ArrayList<>();
        HttpReply reply = new HttpReply.Answered(
                200, name -> name.equals("Date") ? date : null, body.getBytes(StandardCharsets.UTF_8));
        HttpAuthExchange exchange =
                new HttpAuthExchange(new OneAnswer(reply), Duration.ofSeconds(1), Clock.fixed(NOW, ZoneOffset.UTC));
        TokenSource tokens = new TokenSource(
                OptionNames.DEBEZIUM_SERVER,
                new Credentials("cdc", new Secret("Cdc-Pass1!"), 1, Duration.ofHours(1), Duration.ofHours(10)),
                exchange,
                Clock.fixed(NOW, ZoneOffset.UTC));

        tokens.renew(renewals::add);
        tokens.due();
        tokens.welcome();
        tokens.left();
        tokens.renew(renewals::add);

        assertThat(renewals).hasSize(2);
    }

    @Property(tries = 3000)
    void anyAnswerToAProduce_isAnOutcome(
            @ForAll int status, @ForAll("bodies") String body, @ForAll("wishes") String retryAfter) {
        HttpReply.Answered reply = new HttpReply.Answered(
                Math.floorMod(status, 700),
                name -> name.equals("Retry-After") ? retryAfter : null,
                body.getBytes(StandardCharsets.UTF_8));

        for (Produce.Form form : Produce.Form.values()) {
            Outcome outcome = AnswerTable.outcome(Answers.read(reply), form);
            assertThat(outcome.reason()).hasSizeLessThan(1000).doesNotContainPattern("\\p{Cntrl}");
        }
    }

    @Property(tries = 1000)
    void anyAnswerToAConsume_isAListOfMessages(@ForAll("bodies") String body) {
        assertThat(Message.texts(body.getBytes(StandardCharsets.UTF_8))).isNotNull();
    }

    @Provide
    Arbitrary<String> logIns() {
        Arbitrary<String> exps = Arbitraries.oneOf(
                Arbitraries.longs().map(Object::toString),
                Arbitraries.longs().between(-10_000_000_000L, 400_000_000_000L).map(Object::toString),
                Arbitraries.doubles().map(Object::toString),
                Arbitraries.of("null", "\"x\"", "1e999999999", "[]", "true", "9".repeat(900)));
        Arbitrary<String> tokens = Arbitraries.oneOf(
                exps.map(exp -> TokenTest.jwt("{\"exp\":" + exp + "}")),
                exps.map(exp -> TokenTest.jwt("{\"exp\":" + exp)),
                Arbitraries.strings().ascii().ofMaxLength(20).map(text -> "h." + base64(text) + ".s"),
                Arbitraries.strings().ascii().ofMaxLength(20));
        return Arbitraries.oneOf(
                tokens.map(jwt -> "{\"jwt\":\"" + jwt.replaceAll("[\"\\\\\\p{Cntrl}]", "")
                        + "\",\"jwt_refresh_token\":\"" + jwt.replaceAll("[\"\\\\\\p{Cntrl}]", "") + "\"}"),
                bodies());
    }

    @Provide
    Arbitrary<String> dates() {
        return Arbitraries.of(
                "Fri, 27 Nov 2026 12:00:00 GMT",
                "Fri, 31 Dec 9999 23:59:59 GMT",
                "Sat, 1 Jan 0000 00:00:00 GMT",
                "Thu, 01 Jan 1970 00:00:00 +1800",
                "now",
                "");
    }

    @Provide
    Arbitrary<String> wishes() {
        return Arbitraries.of(
                "0",
                "-1",
                "9223372036854775807",
                "99999999999999999999999",
                "1e9",
                "Fri, 31 Dec 9999 23:59:59 GMT",
                "Sat, 1 Jan 0000 00:00:00 GMT",
                "soon",
                "");
    }

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "{\"error\":null,\"success\":true}",
                        "{\"error\":null,\"success\":false}",
                        "{\"error\":[],\"success\":false}",
                        "{\"error\":[[[]]],\"success\":false}",
                        "{\"error\":{},\"success\":\"no\"}",
                        "{\"error\":\"\\u001b[31m\\r\\nERROR forged\",\"success\":false}",
                        "{\"error\":\"Schema validation has failed: \\n2026 ERROR forged\",\"success\":false}",
                        "{\"error\":\"permission \\u0000\",\"success\":false}",
                        "{\"message\":[]}",
                        "{\"message\":{\"message\":null}}",
                        "null",
                        "[null,1,{\"message\":{}}]",
                        "\"\"",
                        "[".repeat(100_000),
                        "{\"error\":\"" + "x".repeat(3 << 20) + "\"}",
                        "<html>\u001b]0;x\u0007",
                        "unsupported request"),
                Arbitraries.strings().ofMaxLength(200));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
