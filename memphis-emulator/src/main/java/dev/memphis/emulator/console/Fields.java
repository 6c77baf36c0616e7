package dev.memphis.emulator.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memphis.emulator.faults.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The fields of a JSON object that somebody sent. What is wrong comes as an {@link IllegalArgumentException} of one line
 * that names the field. Immutable.
 */
final class Fields {
    private final String name;
    private final JsonNode object;

    /** @param known the names that the object may have; others are refused */
    Fields(String name, JsonNode object, String... known) {
        if (!object.isObject()) {
            throw new IllegalArgumentException((name.isEmpty() ? "the body" : name) + ": a JSON object is needed");
        }
        this.name = name;
        this.object = object;
        List<String> allowed = List.of(known);
        object.fieldNames().forEachRemaining(field -> {
            if (!allowed.contains(field)) {
                throw new IllegalArgumentException(
                        path(field) + ": no such field; there are " + String.join(", ", allowed));
            }
        });
    }

    String path(String field) {
        return name.isEmpty() ? field : name + "." + field;
    }

    boolean isNull(String field) {
        return object.path(field).isNull();
    }

    /** Returns a field that is an object itself, and has fields of these names at most. */
    Optional<Fields> inner(String field, String... known) {
        return object.has(field) ? Optional.of(new Fields(path(field), object.get(field), known)) : Optional.empty();
    }

    Optional<Boolean> bool(String field) {
        return read(field, "true or false", JsonNode::isBoolean).map(JsonNode::booleanValue);
    }

    Optional<Long> whole(String field) {
        return read(field, "a whole number", node -> node.canConvertToLong() && node.isIntegralNumber())
                .map(JsonNode::longValue);
    }

    Optional<Double> number(String field) {
        return read(field, "a number", JsonNode::isNumber).map(JsonNode::doubleValue);
    }

    Optional<String> text(String field) {
        return read(field, "a text", JsonNode::isTextual).map(JsonNode::textValue);
    }

    Optional<Duration> millis(String field) {
        return whole(field).map(Duration::ofMillis);
    }

    /** Returns a time of 0 or more milliseconds. */
    Optional<Duration> time(String field) {
        return millis(field).map(time -> Durations.notNegative(path(field), time));
    }

    private Optional<JsonNode> read(String field, String wanted, Predicate<JsonNode> right) {
        if (!object.has(field)) {
            return Optional.empty();
        }
        JsonNode value = object.get(field);
        if (!right.test(value)) {
            throw new IllegalArgumentException(path(field) + "=" + value + ": " + wanted + " is needed");
        }
        return Optional.of(value);
    }
}
