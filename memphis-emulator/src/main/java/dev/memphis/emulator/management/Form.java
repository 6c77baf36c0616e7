package dev.memphis.emulator.management;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A request body of the management API, as gin binds it: the content type does not count, nor what comes behind the first
 * JSON value; a field of the wrong type makes all of it wrong. Immutable.
 */
final class Form {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode object;

    private Form(JsonNode object) {
        this.object = object;
    }

    /** The body is not a JSON object, or a field is of the wrong type. */
    static final class WrongBody extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongBody() {
            super("Body params have to be in JSON format", null, false, false);
        }
    }

    /** @throws WrongBody if it is not a JSON object */
    static Form read(RoutingContext context) {
        Buffer body = context.body().buffer();
        try (JsonParser parser = JSON.createParser(body == null ? new byte[0] : body.getBytes())) {
            JsonNode node = JSON.readTree(parser);
            if (node != null && node.isObject()) {
                return new Form(node);
            }
        } catch (IOException e) {
            throw new WrongBody();
        }
        throw new WrongBody();
    }

    /** Returns those of the fields that are missing or empty. */
    List<String> missing(String... names) {
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            JsonNode value = object.path(name);
            if (value.isMissingNode()
                    || value.isNull()
                    || (value.isTextual() && value.textValue().isEmpty())) {
                missing.add(name);
            }
        }
        return missing;
    }

    String text(String name) {
        return read(name, JsonNode::isTextual).map(JsonNode::textValue).orElse("");
    }

    long whole(String name, long missing) {
        return read(name, node -> node.isIntegralNumber() && node.canConvertToLong())
                .map(JsonNode::longValue)
                .orElse(missing);
    }

    boolean bool(String object, String name) {
        return read(object, JsonNode::isObject)
                .map(Form::new)
                .flatMap(inner -> inner.read(name, JsonNode::isBoolean))
                .map(JsonNode::booleanValue)
                .orElse(false);
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        read(name, JsonNode::isArray)
                .ifPresent(array -> array.forEach(element -> {
                    if (!element.isTextual()) {
                        throw new WrongBody();
                    }
                    texts.add(element.textValue());
                }));
        return texts;
    }

    private Optional<JsonNode> read(String name, Predicate<JsonNode> right) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!right.test(value)) {
            throw new WrongBody();
        }
        return Optional.of(value);
    }
}
