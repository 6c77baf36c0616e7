package dev.memphis.emulator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as Go decodes them, float64 numbers and all, for a validator that reads Jackson's. Stateless. */
final class GoValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private GoValues() {}

    static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case String text -> NODES.textNode(text);
            case Boolean bool -> NODES.booleanNode(bool);
            case Double number -> number(number);
            case List<?> list -> {
                ArrayNode array = NODES.arrayNode(list.size());
                list.forEach(element -> array.add(node(element)));
                yield array;
            }
            case Map<?, ?> map -> {
                ObjectNode object = NODES.objectNode();
                map.forEach((name, element) -> object.set((String) name, node(element)));
                yield object;
            }
            default -> throw new IllegalArgumentException("no value of JSON: " + value.getClass());
        };
    }

    private static JsonNode number(double number) {
        BigDecimal exact = BigDecimal.valueOf(number);
        return number == Math.rint(number) ? NODES.numberNode(exact.toBigIntegerExact()) : NODES.numberNode(number);
    }
}
