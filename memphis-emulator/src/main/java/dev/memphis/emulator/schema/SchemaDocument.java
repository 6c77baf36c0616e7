package dev.memphis.emulator.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.SpecVersionDetector;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A schema's text, read as the gateway's validator reads it (jsonschema 5.3.1 for Go, {@code compiler.go} and {@code draft.go}).
 * Immutable.
 */
record SchemaDocument(JsonNode root) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final VersionFlag LATEST = VersionFlag.V202012;
    private static final Set<String> VALUES = Set.of("const", "enum");
    /** Keywords whose objects have names of the user's, and schemas behind them. */
    private static final Set<String> OF_SCHEMAS =
            Set.of("properties", "patternProperties", "dependentSchemas", "dependencies", "$defs", "definitions");

    /** @throws IllegalArgumentException if it is no schema */
    static SchemaDocument read(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            if (!root.isObject() && !root.isBoolean()) {
                throw new IllegalArgumentException("a JSON schema is an object");
            }
            return of(root);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static SchemaDocument of(JsonNode root) {
        if (root.path("$schema").isTextual()) {
            ((ObjectNode) root).put("$schema", draftsName(root.get("$schema").textValue()));
        }
        SchemaDocument document = new SchemaDocument(root);
        document.adapt(root);
        if (root.path("$id").isTextual() && !root.get("$id").textValue().startsWith("#")) {
            // The library takes no relative one.
            ((ObjectNode) root).put("$id", document.place(""));
        }
        return document;
    }

    /** Drafts are known with http and https, with and without the hash at the end; the newest has a name without a number, too. */
    private static String draftsName(String given) {
        String name = given.replaceFirst("^https?://", "https://").replaceFirst("#$", "");
        if (name.equals("https://json-schema.org/schema")) {
            return LATEST.getId();
        }
        return name.startsWith("https://json-schema.org/draft-0") ? "http" + name.substring(5) + "#" : name;
    }

    /**
     * Makes of a schema and those within it what the library understands as the gateway's validator does. Whole numbers in values to
     * compare get the type that a message's have: the library compares containers by it. And {@code id} is no keyword since
     * draft-06.
     */
    private void adapt(JsonNode schema) {
        schema.forEach(element -> {
            if (schema.isArray()) {
                adapt(element);
            }
        });
        if (schema instanceof ObjectNode object) {
            if (draft() != VersionFlag.V4) {
                object.remove("id");
            }
            for (Map.Entry<String, JsonNode> keyword : List.copyOf(object.properties())) {
                adapt(object, keyword.getKey(), keyword.getValue());
            }
        }
    }

    private void adapt(ObjectNode schema, String keyword, JsonNode value) {
        if (VALUES.contains(keyword)) {
            if (value.isContainerNode()) {
                schema.set(keyword, wide(value));
            }
        } else if (OF_SCHEMAS.contains(keyword)) {
            value.forEach(this::adapt);
        } else {
            adapt(value);
        }
    }

    private static JsonNode wide(JsonNode value) {
        if (value.isIntegralNumber()) {
            return JSON.getNodeFactory().numberNode(value.bigIntegerValue());
        }
        if (value instanceof ArrayNode array) {
            ArrayNode wide = JSON.createArrayNode();
            array.forEach(element -> wide.add(wide(element)));
            return wide;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode wide = JSON.createObjectNode();
            object.properties().forEach(field -> wide.set(field.getKey(), wide(field.getValue())));
            return wide;
        }
        return value;
    }

    VersionFlag draft() {
        return SpecVersionDetector.detectOptionalVersion(root, false).orElse(LATEST);
    }

    /** From 2019-09 on formats are remarks only, but not in a schema that names no draft. */
    boolean assertsFormats() {
        return !root.has("$schema") || draft().compareTo(VersionFlag.V201909) < 0;
    }

    /** Returns where the schema stands: under its own id or, without one, under its name in the gateway's folder. */
    String place(String name) {
        String folder = "file:///run/";
        JsonNode id = root.path(draft() == VersionFlag.V4 ? "id" : "$id");
        if (!id.isTextual()) {
            return folder + name;
        }
        try {
            String place = URI.create(folder).resolve(id.textValue()).toString();
            return place.replaceFirst("#.*$", "").replaceFirst("^file:/(?!/)", "file:///");
        } catch (IllegalArgumentException e) {
            return folder + name;
        }
    }

    /** Returns the schema object that has the keyword at this place. */
    JsonNode parent(JsonNodePath keyword) {
        JsonNode node = root;
        for (int i = 0; i < keyword.getNameCount() - 1; i++) {
            Object step = keyword.getElement(i);
            node = step instanceof Integer index && node.isArray() ? node.path(index) : node.path(String.valueOf(step));
        }
        return node;
    }

    /** Returns a part of it as a schema of its own; what it refers to in the definitions stays in reach. */
    Optional<SchemaDocument> part(JsonNode schema) {
        if (!schema.isObject()) {
            return schema.isBoolean() ? Optional.of(new SchemaDocument(schema)) : Optional.empty();
        }
        ObjectNode part = schema.deepCopy();
        for (String shared : Set.of("$schema", "$defs", "definitions")) {
            if (root.has(shared) && !part.has(shared)) {
                part.set(shared, root.get(shared));
            }
        }
        return Optional.of(new SchemaDocument(part));
    }
}
