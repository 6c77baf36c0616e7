package dev.memphis.client.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.delivery.options.Masked;
import dev.memphis.delivery.options.PrintableText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * An answer. Immutable.
 *
 * @param dateHeader the Date header's text
 * @param tls protocol and certificate in words, for https
 */
public record HttpAnswer(int status, String body, Optional<String> dateHeader, Optional<String> tls) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Returns the body, if it is JSON. */
    public Optional<JsonNode> json() {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Returns the server's time, to the second. */
    public Optional<Instant> date() {
        try {
            return dateHeader.map(text -> ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Returns status and what the body says, on one line. */
    public String brief() {
        if (body.stripLeading().startsWith("<")) {
            return "status " + status + " with an HTML page: is this the right URL?";
        }
        String said = json().map(HttpAnswer::message).orElse(body.strip());
        return "status " + status + (said.isEmpty() ? "" : ": " + PrintableText.of(Masked.text(said)));
    }

    private static String message(JsonNode body) {
        JsonNode said = body.has("message") ? body.get("message") : body.path("error");
        JsonNode first = said.isArray() && said.size() == 1 ? said.get(0) : said;
        return first.isTextual() ? first.textValue() : body.toString();
    }
}
