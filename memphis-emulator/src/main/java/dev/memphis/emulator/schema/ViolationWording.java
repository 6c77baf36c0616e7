package dev.memphis.emulator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import dev.memphis.emulator.json.GoEncoder;
import dev.memphis.emulator.json.GoQuotes;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Words violations as the gateway's own validator does: one of them, the first that it comes upon, with Go's formatting
 * of numbers and quotes. Where that validator takes properties in random order, they come by name. Stateless.
 */
final class ViolationWording {
    /** The order in which the gateway's validator looks at the keywords of a schema. */
    private static final List<String> ORDER = List.of("""
            type const enum format
            minProperties maxProperties required properties propertyNames patternProperties additionalProperties
            dependencies dependentRequired dependentSchemas
            minItems maxItems uniqueItems items additionalItems prefixItems contains minContains maxContains
            minLength maxLength pattern minimum exclusiveMinimum maximum exclusiveMaximum multipleOf
            $ref not allOf anyOf oneOf then else""".split("\\s+"));

    private ViolationWording() {}

    /**
     * A violation in words.
     *
     * @param where the quoted pointer of the value
     * @param keyword the pointer of the keyword in the schema
     */
    record Wording(String where, String keyword, String text) {}

    static Optional<Wording> first(Collection<ValidationMessage> problems, SchemaDocument document) {
        List<List<String>> severalFit = problems.stream()
                .filter(ViolationWording::severalFit)
                .map(ViolationWording::path)
                .toList();
        return problems.stream()
                .filter(problem -> severalFit.stream().noneMatch(alternatives -> isWithin(problem, alternatives)))
                .filter(problem -> !isOfNoChoice(problem))
                .min(Comparator.comparing(ViolationWording::path, ViolationWording::compare))
                .map(problem -> PartWording.of(problem, document).orElseGet(() -> plain(problem, document)));
    }

    private static Wording plain(ValidationMessage problem, SchemaDocument document) {
        boolean exclusive = isExclusive(problem, document);
        String keyword = keyword(problem);
        String last = keyword.substring(keyword.lastIndexOf('/') + 1);
        return new Wording(
                GoQuotes.single(place(problem.getInstanceLocation())),
                exclusive
                        ? keyword.substring(0, keyword.length() - last.length()) + "exclusive"
                                + Character.toUpperCase(last.charAt(0)) + last.substring(1)
                        : keyword,
                exclusive ? text(problem).replace("= ", " ") : text(problem));
    }

    /** In draft-04 it is said beside the limit. */
    private static boolean isExclusive(ValidationMessage problem, SchemaDocument document) {
        String beside = switch (problem.getType()) {
            case "minimum" -> "exclusiveMinimum";
            case "maximum" -> "exclusiveMaximum";
            default -> "";
        };
        return !beside.isEmpty()
                && document.parent(problem.getSchemaLocation().getFragment())
                        .path(beside)
                        .isBoolean()
                && document.parent(problem.getSchemaLocation().getFragment())
                        .path(beside)
                        .booleanValue();
    }

    /** That several alternatives fit is the reason, whatever the others say. */
    private static boolean severalFit(ValidationMessage problem) {
        return problem.getType().equals("oneOf") && fitting(problem).length > 1;
    }

    private static boolean isWithin(ValidationMessage problem, List<String> alternatives) {
        List<String> path = path(problem);
        return path.size() > alternatives.size()
                && path.subList(0, alternatives.size()).equals(alternatives);
    }

    /** The gateway's validator takes an empty choice for none. */
    private static boolean isOfNoChoice(ValidationMessage problem) {
        return problem.getType().equals("enum") && problem.getSchemaNode().isEmpty();
    }

    private static List<String> path(ValidationMessage problem) {
        return List.of(pointer(problem.getEvaluationPath()).split("/", -1));
    }

    private static String keyword(ValidationMessage problem) {
        String pointer = pointer(problem.getEvaluationPath());
        return switch (problem.getType()) {
            case "false" -> pointer.substring(0, pointer.lastIndexOf('/'));
            case "dependentRequired", "dependencies" ->
                pointer + "/" + GoQuotes.pathEscaped(dependency(problem)[0]) + "/" + dependency(problem)[2];
            default -> pointer;
        };
    }

    /** Of a value; a name that is empty makes no step. */
    static String place(JsonNodePath path) {
        return pointer(path).replaceAll("/(?=/|$)", "");
    }

    static String pointer(JsonNodePath path) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer.append('/').append(GoQuotes.pathEscaped(path.getElement(i).toString()));
        }
        return pointer.toString();
    }

    /** The property that is there, the one that it asks for in vain, and the place of that in the list. */
    private static String[] dependency(ValidationMessage problem) {
        JsonNode wanted = problem.getSchemaNode();
        JsonNode found = problem.getInstanceNode();
        for (Map.Entry<String, JsonNode> entry : wanted.properties()) {
            for (int i = 0; found.has(entry.getKey()) && i < entry.getValue().size(); i++) {
                String asked = entry.getValue().get(i).asText();
                if (!found.has(asked)) {
                    return new String[] {entry.getKey(), asked, String.valueOf(i)};
                }
            }
        }
        return new String[] {"", "", ""};
    }

    /** What lies deeper in the same keyword comes first: it is the reason of what lies above. */
    private static int compare(List<String> one, List<String> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = compareSteps(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(other.size(), one.size());
    }

    private static int compareSteps(String one, String other) {
        int rank = Integer.compare(rank(one), rank(other));
        if (rank != 0) {
            return rank;
        }
        boolean numbers = one.matches("\\d{1,9}") && other.matches("\\d{1,9}");
        return numbers ? Integer.compare(Integer.parseInt(one), Integer.parseInt(other)) : one.compareTo(other);
    }

    private static int rank(String step) {
        int rank = ORDER.indexOf(step);
        return rank < 0 ? ORDER.size() : rank;
    }

    private static String text(ValidationMessage problem) {
        JsonNode wanted = problem.getSchemaNode();
        JsonNode found = problem.getInstanceNode();
        return switch (problem.getType()) {
            case "type" -> "expected " + types(wanted) + ", but got " + type(found);
            case "required" -> "missing properties: " + missing(wanted, found);
            case "enum" -> choices(wanted);
            case "const" -> wanted.isContainerNode() ? "const failed" : "value must be " + GoQuotes.syntax(wanted);
            case "format" -> plain(found) + " is not valid " + GoQuotes.single(wanted.asText());
            case "minProperties" ->
                "minimum " + number(wanted) + " properties allowed, but found " + found.size() + " properties";
            case "maxProperties" ->
                "maximum " + number(wanted) + " properties allowed, but found " + found.size() + " properties";
            case "minItems" -> "minimum " + number(wanted) + " items required, but found " + found.size() + " items";
            case "maxItems" -> "maximum " + number(wanted) + " items required, but found " + found.size() + " items";
            case "minLength" -> "length must be >= " + number(wanted) + ", but got " + length(found);
            case "maxLength" -> "length must be <= " + number(wanted) + ", but got " + length(found);
            case "pattern" -> "does not match pattern " + GoQuotes.single(wanted.asText());
            case "minimum" -> "must be >= " + number(wanted) + " but found " + number(found);
            case "exclusiveMinimum" -> "must be > " + number(wanted) + " but found " + number(found);
            case "maximum" -> "must be <= " + number(wanted) + " but found " + number(found);
            case "exclusiveMaximum" -> "must be < " + number(wanted) + " but found " + number(found);
            case "multipleOf" -> number(found) + " not multipleOf " + number(wanted);
            case "uniqueItems" -> twins(found);
            case "additionalProperties" ->
                wanted.isBoolean() || problem.getProperty() != null
                        ? "additionalProperties " + GoQuotes.single(String.valueOf(problem.getProperty()))
                                + " not allowed"
                        : problem.getMessage();
            case "dependentRequired", "dependencies" ->
                "property " + GoQuotes.single(dependency(problem)[1]) + " is required, if "
                        + GoQuotes.single(dependency(problem)[0]) + " property exists";
            case "additionalItems" ->
                "only " + PartWording.index(problem) + " items are allowed, but found "
                        + PartWording.items(problem).size() + " items";
            case "contentEncoding" -> "value is not " + wanted.asText() + " encoded";
            case "contentMediaType" -> "value is not of mediatype " + GoQuotes.single(wanted.asText());
            case "not" -> "not failed";
            case "anyOf" -> "anyOf failed";
            case "oneOf" -> oneOf(problem);
            case "false" -> "not allowed";
            default -> problem.getMessage();
        };
    }

    /** The validator tells how many alternatives fit, and which. */
    private static String oneOf(ValidationMessage problem) {
        String[] fitting = fitting(problem);
        return fitting.length < 2
                ? "oneOf failed"
                : "valid against schemas at indexes " + fitting[0] + " and " + fitting[1];
    }

    private static String[] fitting(ValidationMessage problem) {
        return String.valueOf(problem.getArguments()[1]).split("\\D+", -1);
    }

    private static String types(JsonNode wanted) {
        return wanted.isArray()
                ? String.join(" or ", each(wanted).map(JsonNode::asText).toList())
                : wanted.asText();
    }

    private static String type(JsonNode found) {
        return switch (found.getNodeType()) {
            case NULL, MISSING -> "null";
            case BOOLEAN -> "boolean";
            case NUMBER -> "number";
            case STRING, BINARY -> "string";
            case ARRAY -> "array";
            case OBJECT, POJO -> "object";
        };
    }

    private static String missing(JsonNode wanted, JsonNode found) {
        return String.join(
                ", ",
                each(wanted)
                        .map(JsonNode::asText)
                        .filter(name -> !found.has(name))
                        .map(GoQuotes::single)
                        .toList());
    }

    private static String choices(JsonNode values) {
        if (each(values).anyMatch(JsonNode::isContainerNode)) {
            return "enum failed";
        }
        List<String> choices = each(values).map(GoQuotes::syntax).toList();
        return choices.size() == 1
                ? "value must be " + choices.getFirst()
                : "value must be one of " + String.join(", ", choices);
    }

    private static String twins(JsonNode found) {
        for (int i = 1; i < found.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (found.get(i).equals(found.get(j))) {
                    return "items at index " + j + " and " + i + " are equal";
                }
            }
        }
        return "items are equal";
    }

    private static String plain(JsonNode found) {
        return found.isTextual() ? GoQuotes.single(found.asText()) : number(found);
    }

    private static int length(JsonNode found) {
        return found.asText().codePointCount(0, found.asText().length());
    }

    /** As Go's {@code %v} prints a float64. */
    private static String number(JsonNode node) {
        return GoEncoder.printed(node.doubleValue());
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
