package dev.memphis.delivery.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.memphis.delivery.options.Masked;
import dev.memphis.delivery.options.PrintableText;
import dev.memphis.delivery.protocol.Produce.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an answer to a produce request means: the table of the contract, "Answers, exactly", and what proxies in between may
 * say. Stateless.
 */
final class AnswerTable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SUCCESS = "{\"error\":null,\"success\":true}";
    private static final int LONGEST_QUOTE = 200;
    /** The gateway's own words name a schema's file and two places in documents. */
    private static final int LONGEST_ERROR = 500;
    /** Schemaverse not ready yet, and 4,000 messages between gateway and broker (contract, "Answers, exactly"). */
    private static final Pattern PASSING = Pattern.compile("(Schema validation has failed: )?(memphis: )?"
            + "(station subscription doesn't exist|stalled with too many outstanding async published messages)");

    private AnswerTable() {}

    static Outcome outcome(Answer answer, Form form) {
        return switch (answer.status()) {
            case 200 -> accepted(answer, form);
            case 400 -> badRequest(answer, form);
            case 401 ->
                isUnauthorized(answer)
                        ? new Outcome.Reauthenticate("the gateway refused the token (401)")
                        : new Outcome.Retry(quoted(answer), answer.retryAfter(), false);
            case 404, 405 -> wrongRoute(answer);
            case 413 -> unacceptable(form, "the request is larger than the gateway takes (413)");
            case 431 -> unacceptable(form, "the request's headers are larger than the gateway takes (431)");
            case 500 -> serverError(answer, form);
            // The gateway never says these (contract, "Answers, exactly"): a proxy speaks of a gateway that is away.
            case 502, 503, 504 -> new Outcome.Unanswered(quoted(answer), answer.retryAfter());
            default -> new Outcome.Retry(quoted(answer), answer.retryAfter(), false);
        };
    }

    private static Outcome accepted(Answer answer, Form form) {
        if (answer.body().equals(SUCCESS)) {
            return Outcome.ACCEPTED;
        }
        JsonNode body = json(answer);
        if (body.path("success").asBoolean(false)) {
            return Outcome.ACCEPTED;
        }
        if (body.has("error")) {
            return failure(error(body), answer, form);
        }
        return new Outcome.Retry(
                "success without the gateway's own answer: " + quoted(answer), answer.retryAfter(), false);
    }

    private static Outcome badRequest(Answer answer, Form form) {
        JsonNode body = json(answer);
        if (body.has("error")) {
            return failure(error(body), answer, form);
        }
        if (answer.body().startsWith("cannot read multipart")) {
            return unacceptable(form, quoted(answer));
        }
        if (looksLikeHtml(answer)) {
            return new Outcome.Retry(quoted(answer), answer.retryAfter(), false);
        }
        return form == Form.BATCH ? new Outcome.Split(quoted(answer)) : new Outcome.Refused(quoted(answer));
    }

    private static Outcome wrongRoute(Answer answer) {
        return isGatewaysOwn(answer)
                ? new Outcome.Fatal(ProtocolNotices.NO_SUCH_ROUTE.with(quoted(answer)))
                : new Outcome.Retry(quoted(answer), answer.retryAfter(), false);
    }

    /** Says whether the gateway itself refuses a token or a password, and not something in front of it. */
    static boolean isUnauthorized(Answer answer) {
        return json(answer).path("message").asText().equals("Unauthorized");
    }

    /** Says whether a refusal is in the gateway's own words, and not those of a proxy in front of it. */
    static boolean isGatewaysOwn(Answer answer) {
        return answer.body().startsWith("Cannot ")
                || answer.body().equals("Method Not Allowed")
                || json(answer).has("message");
    }

    private static Outcome serverError(Answer answer, Form form) {
        if (answer.body().equals("unsupported request") || answer.body().equals("unsupported content type")) {
            return unacceptable(form, quoted(answer));
        }
        JsonNode body = json(answer);
        if (body.path("message").asText().equals("Server error")) {
            return new Outcome.Reconnect("the gateway has lost its broker: " + quoted(answer));
        }
        return body.has("error")
                ? failure(error(body), answer, form)
                : new Outcome.Retry(quoted(answer), answer.retryAfter(), false);
    }

    /** The gateway's {@code {"error":…,"success":false}}, whatever the status. */
    private static Outcome failure(String error, Answer answer, Form form) {
        // The whole text: what a violation quotes of an event may say anything.
        String told = quoted(error, LONGEST_ERROR);
        if (PASSING.matcher(error).matches()) {
            return new Outcome.Retry(told, answer.retryAfter(), true);
        }
        if (error.startsWith("Schema validation has failed")
                || error.equals("memphis: maximum payload exceeded")
                || error.equals("Server error")
                || rejectsStationName(error)) {
            return unacceptable(form, told);
        }
        if (deniesRight(error)) {
            return new Outcome.Fatal(ProtocolNotices.NO_RIGHT.with(told));
        }
        return new Outcome.Retry(told, answer.retryAfter(), true);
    }

    private static boolean rejectsStationName(String error) {
        return error.startsWith("Only alphanumeric and the")
                || error.startsWith("Station name can not")
                || error.startsWith("Station should be under");
    }

    private static boolean deniesRight(String error) {
        String text = error.toLowerCase(Locale.ROOT);
        return text.contains("permission") || text.contains("not allowed") || text.contains("not authorized");
    }

    private static Outcome unacceptable(Form form, String reason) {
        return form == Form.BATCH ? new Outcome.Split(reason) : new Outcome.Poison(reason);
    }

    private static String error(JsonNode body) {
        JsonNode error = body.get("error");
        return error.isArray() ? error.path(0).asText() : error.asText();
    }

    private static JsonNode json(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static boolean looksLikeHtml(Answer answer) {
        return answer.body().stripLeading().startsWith("<");
    }

    /** Returns status and body in one short line. */
    static String quoted(Answer answer) {
        String quote = quoted(answer.body());
        return "status " + answer.status() + (quote.isEmpty() ? "" : ": " + quote);
    }

    /** Returns a text of somebody else in one short line, without what ends lines, forges them or is a token. */
    static String quoted(String text) {
        return quoted(text, LONGEST_QUOTE);
    }

    private static String quoted(String text, int longest) {
        String begin = text.substring(0, Math.min(text.length(), 2 * longest));
        String line = PrintableText.whole(Masked.text(begin.strip().replaceAll("\\s+", " ")));
        return line.length() > longest ? line.substring(0, longest) + "…" : line;
    }
}
