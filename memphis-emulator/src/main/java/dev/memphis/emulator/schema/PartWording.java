package dev.memphis.emulator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.ValidationMessage;
import dev.memphis.emulator.json.GoQuotes;
import dev.memphis.emulator.schema.ViolationWording.Wording;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words violations whose place is a part of the value that the library's message is about: an item, a property, a property's name.
 * The gateway's validator goes on there, where the library stops. Stateless.
 */
final class PartWording {
    private static final Pattern INDEX = Pattern.compile("index '(\\d+)'");

    private PartWording() {}

    /** Returns the wording; empty for a violation of the value itself. */
    static Optional<Wording> of(ValidationMessage problem, SchemaDocument document) {
        String where = ViolationWording.place(problem.getInstanceLocation());
        String keyword = ViolationWording.pointer(problem.getEvaluationPath());
        boolean forbids = problem.getSchemaNode() != null
                && problem.getSchemaNode().isBoolean()
                && !problem.getSchemaNode().booleanValue();
        // The library calls its violations of contains by other names.
        return switch (keyword.substring(keyword.lastIndexOf('/') + 1)) {
            case "unevaluatedProperties" ->
                forbids ? notAllowed(where, problem.getProperty(), keyword) : Optional.empty();
            case "unevaluatedItems", "items" -> forbids ? notAllowed(where, index(problem), keyword) : Optional.empty();
            case "propertyNames" -> name(problem, document, where, keyword);
            case "contains" -> Optional.of(contains(problem, document, where, keyword));
            default -> Optional.empty();
        };
    }

    private static Optional<Wording> notAllowed(String where, String step, String keyword) {
        return Optional.of(new Wording(
                GoQuotes.single(where + "/" + GoQuotes.pathEscaped(String.valueOf(step))), keyword, "not allowed"));
    }

    /** Returns the place of an item that the library's message names. */
    static String index(ValidationMessage problem) {
        Matcher index = INDEX.matcher(problem.getMessage());
        return index.find() ? index.group(1) : "0";
    }

    /** Returns the array that a violation is about; for some the library gives the whole value. */
    static JsonNode items(ValidationMessage problem) {
        JsonNode found = problem.getInstanceNode();
        return found.isArray() ? found : found.at(problem.getInstanceLocation().toString());
    }

    private static Optional<Wording> name(
            ValidationMessage problem, SchemaDocument document, String where, String keyword) {
        String name = String.valueOf(problem.getProperty());
        JsonNode value = JsonNodeFactory.instance.textNode(name);
        return within(problem.getSchemaNode(), value, document)
                .map(inner -> new Wording(
                        GoQuotes.single(where + "/" + GoQuotes.pathEscaped(name)),
                        keyword + inner.keyword(),
                        inner.text()));
    }

    /** What is wrong with the first item that does not fit; only where all fit, how many there are. */
    private static Wording contains(ValidationMessage problem, SchemaDocument document, String where, String keyword) {
        JsonNode items = items(problem);
        JsonNode beside = document.parent(problem.getSchemaLocation().getFragment());
        int fitting = 0;
        Optional<Wording> first = Optional.empty();
        for (int i = 0; i < items.size(); i++) {
            String item = where + "/" + i;
            Optional<Wording> inner = within(beside.path("contains"), items.get(i), document);
            fitting += inner.isEmpty() ? 1 : 0;
            first = first.or(() -> inner.map(wrong -> new Wording(
                    GoQuotes.single(
                            item + wrong.where().substring(1, wrong.where().length() - 1)),
                    keyword + wrong.keyword(),
                    wrong.text())));
        }
        int most = beside.path("maxContains").asInt(Integer.MAX_VALUE);
        String start = keyword.substring(0, keyword.lastIndexOf('/') + 1);
        if (fitting > most) {
            String text = "valid must be <= " + most + ", but got " + fitting;
            return new Wording(GoQuotes.single(where), start + "maxContains", text);
        }
        String text = "valid must be >= " + beside.path("minContains").asInt(1) + ", but got " + fitting;
        return first.orElseGet(() -> new Wording(GoQuotes.single(where), start + "minContains", text));
    }

    private static Optional<Wording> within(JsonNode schema, JsonNode value, SchemaDocument document) {
        try {
            return document.part(schema).flatMap(part -> Schema.first(part, value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
