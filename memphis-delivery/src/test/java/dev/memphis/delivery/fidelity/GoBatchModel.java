package dev.memphis.delivery.fidelity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the gateway's batches keep, said as plainly as possible: read a tree, look at each value. Slow, and by other means
 * than the guard.
 */
final class GoBatchModel {
    private static final int DEEPEST = 9_999;
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Integer.MAX_VALUE)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Set<List<String>> rounded;

    private GoBatchModel(Set<List<String>> rounded) {
        this.rounded = rounded;
    }

    private static boolean beginsWithSchema(JsonNode tree) {
        return !tree.isEmpty()
                && tree.fieldNames().next().equals("schema")
                && tree.get("schema").isObject();
    }

    private static Set<List<String>> withPayload(Set<List<String>> places) {
        Set<List<String>> all = new HashSet<>(places);
        places.forEach(place -> all.add(inside("payload", place)));
        return all;
    }

    private static List<String> inside(String name, List<String> place) {
        return Stream.concat(Stream.of(name), place.stream()).toList();
    }

    /** As small as the guard takes for certain. */
    private static final BigDecimal TOO_LARGE = new BigDecimal("1e308");

    static boolean keeps(byte[] json) {
        return keeps(json, Set.of());
    }

    /**
     * The same, where whole numbers may be rounded.
     *
     * @param rounded where: each the names from the top inwards
     */
    static boolean keeps(byte[] json, Set<List<String>> rounded) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
            try (JsonParser parser = MAPPER.createParser(text)) {
                JsonNode tree = MAPPER.readTree(parser);
                return tree != null
                        && parser.nextToken() == null
                        && tree.isObject()
                        && new GoBatchModel(beginsWithSchema(tree) ? withPayload(rounded) : rounded)
                                .keeps(tree, List.of(), 1);
            }
        } catch (CharacterCodingException e) {
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns whether two documents mean the same: same names, texts and numbers, whatever their spelling and order. */
    static boolean sameValue(byte[] one, byte[] other) {
        try {
            return MAPPER.readTree(one).equals(GoBatchModel::compare, MAPPER.readTree(other));
        } catch (IOException e) {
            return false;
        }
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    private boolean keeps(JsonNode node, List<String> place, int depth) {
        if (node.isContainerNode() && depth > DEEPEST) {
            return false;
        }
        for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            List<String> below =
                    Stream.concat(place.stream(), Stream.of(field.getKey())).toList();
            if (!keepsText(field.getKey()) || !keeps(field.getValue(), below, depth + 1)) {
                return false;
            }
        }
        for (JsonNode element : node.isArray() ? node : List.<JsonNode>of()) {
            if (!keeps(element, place, depth + 1)) {
                return false;
            }
        }
        return (!node.isTextual() && !node.isNumber())
                || (node.isTextual() && keepsText(node.textValue()))
                || (node.isNumber() && (keepsNumber(node.decimalValue()) || mayRound(node, place)));
    }

    private boolean mayRound(JsonNode number, List<String> place) {
        return rounded.contains(place)
                && number.isIntegralNumber()
                && number.decimalValue().abs().compareTo(TOO_LARGE) < 0;
    }

    /** Go puts U+FFFD where a surrogate stands alone. */
    private static boolean keepsText(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    static boolean keepsNumber(BigDecimal number) {
        double float64 = Double.parseDouble(number.toString());
        return !Double.isInfinite(float64) && number.compareTo(new BigDecimal(Double.toString(float64))) == 0;
    }
}
