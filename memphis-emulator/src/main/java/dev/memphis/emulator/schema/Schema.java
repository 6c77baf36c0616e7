package dev.memphis.emulator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.memphis.emulator.json.GoDecoder;
import dev.memphis.emulator.json.GoJsonException;
import java.util.Optional;

/**
 * A JSON schema of Schemaverse. Immutable.
 *
 * @see #violation how its violations are told
 */
public final class Schema {
    private final String name;
    private final int version;
    private final String content;
    private final SchemaDocument document;
    private final JsonSchema compiled;

    private Schema(String name, int version, String content, SchemaDocument document) {
        this.name = name;
        this.version = version;
        this.content = content;
        this.document = document;
        this.compiled = compiled(document);
    }

    /** @throws IllegalArgumentException if the content is not a JSON schema */
    public static Schema of(String name, int version, String content) {
        return new Schema(name, version, content, SchemaDocument.read(content));
    }

    /** @throws IllegalArgumentException if it is no schema */
    private static JsonSchema compiled(SchemaDocument document) {
        try {
            VersionFlag draft = document.draft();
            JsonSchemaFactory factory = Drafts.factory(draft);
            if (!factory.getSchema(SchemaLocation.of(draft.getId()))
                    .validate(document.root())
                    .isEmpty()) {
                throw new IllegalArgumentException("not what JSON Schema allows");
            }
            JsonSchema compiled = factory.getSchema(
                    document.root(),
                    SchemaValidatorsConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .formatAssertionsEnabled(document.assertsFormats())
                            .regularExpressionFactory(new Patterns())
                            .build());
            compiled.initializeValidators();
            return compiled;
        } catch (JsonSchemaException | UnsupportedOperationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Says what is wrong with a value by a part of a schema.
     *
     * @throws IllegalArgumentException if the part is no schema without the rest
     */
    static Optional<ViolationWording.Wording> first(SchemaDocument part, JsonNode value) {
        return ViolationWording.first(compiled(part).validate(value), part);
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Returns its version, from 1. */
    public int version() {
        return version;
    }

    /** Returns it as it was written. */
    public String content() {
        return content;
    }

    /**
     * Says in Memphis' words what is wrong with a message, without the "Schema validation has failed: " before it; empty if
     * it fits (contract, "Answers, exactly").
     */
    public Optional<String> violation(byte[] message) {
        JsonNode value;
        try {
            value = GoValues.node(GoDecoder.decode(message));
        } catch (GoJsonException e) {
            return Optional.of("Bad JSON format - " + e.getMessage());
        }
        return ViolationWording.first(compiled.validate(value), document)
                .map(problem -> "jsonschema: " + problem.where() + " does not validate with " + document.place(name)
                        + "#" + problem.keyword() + ": " + problem.text());
    }
}
