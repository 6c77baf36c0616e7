package dev.memphis.delivery.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.protocol.Produce.Form;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A row for each line of the table of the contract, "Answers, exactly", and for what proxies in between may say. */
class AnswerTableTest {
    private static final String PAYLOAD = "{\"error\":\"memphis: maximum payload exceeded\",\"success\":false}";
    private static final String SCHEMA =
            "{\"error\":\"Schema validation has failed: jsonschema: '/a' does not validate\",\"success\":false}";

    static Stream<Arguments> rows() {
        return Stream.of(
                row(
                        "success",
                        200,
                        "{\"error\":null,\"success\":true}",
                        Outcome.Accepted.class,
                        Outcome.Accepted.class),
                row("success, spaced", 200, "{ \"success\": true }", Outcome.Accepted.class, Outcome.Accepted.class),
                row("200 with success false", 200, PAYLOAD, Outcome.Poison.class, Outcome.Split.class),
                row(
                        "200 with success false, unknown error",
                        200,
                        failure("odd"),
                        Outcome.Retry.class,
                        Outcome.Retry.class),
                row("200 with an empty body", 200, "", Outcome.Retry.class, Outcome.Retry.class),
                row("200 with a proxy's page", 200, "<html>hello</html>", Outcome.Retry.class, Outcome.Retry.class),
                row(
                        "unauthorized",
                        401,
                        "{\"message\":\"Unauthorized\"}",
                        Outcome.Reauthenticate.class,
                        Outcome.Reauthenticate.class),
                row(
                        "broker unreachable",
                        500,
                        "{\"message\":\"Server error\"}",
                        Outcome.Reconnect.class,
                        Outcome.Reconnect.class),
                row("content type", 500, "unsupported content type", Outcome.Poison.class, Outcome.Split.class),
                row("not an array of objects", 500, "unsupported request", Outcome.Poison.class, Outcome.Split.class),
                row(
                        "station characters",
                        500,
                        failure("Only alphanumeric and the '_', '-', '.' characters are allowed in Station"),
                        Outcome.Poison.class,
                        Outcome.Split.class),
                row(
                        "station ends",
                        500,
                        failure("Station name can not start or end with non alphanumeric character"),
                        Outcome.Poison.class,
                        Outcome.Split.class),
                row(
                        "station length",
                        500,
                        failure("Station should be under 128 characters"),
                        Outcome.Poison.class,
                        Outcome.Split.class),
                row(
                        "user not allowed",
                        500,
                        failure("user has no permission to produce"),
                        Outcome.Fatal.class,
                        Outcome.Fatal.class),
                row("too large", 500, PAYLOAD, Outcome.Poison.class, Outcome.Split.class),
                row(
                        "too large, in a batch",
                        500,
                        "{\"error\":[\"memphis: maximum payload exceeded\"],\"success\":false}",
                        Outcome.Poison.class,
                        Outcome.Split.class),
                row("schema violation", 400, SCHEMA, Outcome.Poison.class, Outcome.Split.class),
                row(
                        "schema violation, in a batch",
                        400,
                        "{\"error\":[\"Schema validation has failed: x\"],\"success\":false}",
                        Outcome.Poison.class,
                        Outcome.Split.class),
                row(
                        "schema not there yet",
                        400,
                        failure("Schema validation has failed: memphis: station subscription doesn't exist"),
                        Outcome.Retry.class,
                        Outcome.Retry.class),
                row("a header named $memphis", 500, failure("Server error"), Outcome.Poison.class, Outcome.Split.class),
                row(
                        "stalled",
                        500,
                        failure("memphis: stalled with too many outstanding async published messages"),
                        Outcome.Retry.class,
                        Outcome.Retry.class),
                row(
                        "body too large for the gateway",
                        413,
                        "Request Entity Too Large",
                        Outcome.Poison.class,
                        Outcome.Split.class),
                row(
                        "headers too large",
                        431,
                        "Request Header Fields Too Large",
                        Outcome.Poison.class,
                        Outcome.Split.class),
                row(
                        "unknown route",
                        404,
                        "Cannot POST /stations/x/produce/many",
                        Outcome.Fatal.class,
                        Outcome.Fatal.class),
                row("wrong method", 405, "Method Not Allowed", Outcome.Fatal.class, Outcome.Fatal.class),
                row("a proxy's 401", 401, "<html>401</html>", Outcome.Retry.class, Outcome.Retry.class),
                row("a proxy's 404", 404, "<html>404</html>", Outcome.Retry.class, Outcome.Retry.class),
                row("a proxy's 400", 400, "<html>400</html>", Outcome.Retry.class, Outcome.Retry.class),
                row("400 in nobody's words", 400, "Bad Request", Outcome.Refused.class, Outcome.Split.class),
                row("400 in JSON of another", 400, "{\"code\":3}", Outcome.Refused.class, Outcome.Split.class),
                row(
                        "multipart",
                        400,
                        "cannot read multipart/form-data body",
                        Outcome.Poison.class,
                        Outcome.Split.class),
                row("a Go error as text", 500, "EOF", Outcome.Retry.class, Outcome.Retry.class),
                row("unknown failure", 500, failure("nats: timeout"), Outcome.Retry.class, Outcome.Retry.class),
                row("too many requests", 429, "", Outcome.Retry.class, Outcome.Retry.class),
                row("bad gateway", 502, "<html>502</html>", Outcome.Unanswered.class, Outcome.Unanswered.class),
                row("unavailable", 503, "", Outcome.Unanswered.class, Outcome.Unanswered.class),
                row("gateway timeout", 504, "", Outcome.Unanswered.class, Outcome.Unanswered.class),
                row("unknown status", 599, "?", Outcome.Retry.class, Outcome.Retry.class),
                row("redirect", 302, "", Outcome.Retry.class, Outcome.Retry.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void answer_meansOneThing(
            String name, int status, String body, Class<? extends Outcome> single, Class<? extends Outcome> batch) {
        Answer answer = new Answer(status, body, Optional.empty());

        assertThat(AnswerTable.outcome(answer, Form.SINGLE)).isInstanceOf(single);
        assertThat(AnswerTable.outcome(answer, Form.BATCH)).isInstanceOf(batch);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void reason_isOneShortLine(String name, int status, String body) {
        Answer answer = new Answer(status, body + "\n" + "x".repeat(5000), Optional.empty());

        assertThat(AnswerTable.outcome(answer, Form.SINGLE).reason())
                .hasSizeLessThan(600)
                .doesNotContain("\n");
    }

    @Test
    void whatOthersSay_isQuotedWholeUpToTheLimit() {
        assertThat(AnswerTable.quoted(new Answer(599, " a\n b ", Optional.empty())))
                .isEqualTo("status 599: a b");
        assertThat(AnswerTable.quoted("x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(AnswerTable.quoted("x".repeat(201))).isEqualTo("x".repeat(200) + "…");
    }

    @ParameterizedTest
    @MethodSource("waits")
    void retryAfter_isKept(int status) {
        Duration wish = Duration.ofSeconds(7);

        Outcome outcome = AnswerTable.outcome(new Answer(status, "", Optional.of(wish)), Form.SINGLE);

        assertThat(outcome)
                .isEqualTo(
                        status == 429
                                ? new Outcome.Retry("status " + status, Optional.of(wish), false)
                                : new Outcome.Unanswered("status " + status, Optional.of(wish)));
    }

    static Stream<Integer> waits() {
        return Stream.of(429, 502, 503, 504);
    }

    private static String failure(String error) {
        return "{\"error\":\"" + error + "\",\"success\":false}";
    }

    private static Arguments row(
            String name, int status, String body, Class<? extends Outcome> single, Class<? extends Outcome> batch) {
        return Arguments.of(name, status, body, single, batch);
    }
}
