package dev.memphis.emulator.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.SpecVersionDetector;
import com.networknt.schema.ValidationMessage;
import dev.memphis.emulator.json.GoDecoder;
import dev.memphis.emulator.json.GoJsonException;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON schema of Schemaverse. Immutable.
 *
 * @see #violation how its violations are told
 */
public final class Schema {
    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    private final int version;
    private final String content;
    private final JsonSchema compiled;

    private Schema(String name, int version, String content, JsonSchema compiled) {
        this.name = name;
        this.version = version;
        this.content = content;
        this.compiled = compiled;
    }

    /** @throws IllegalArgumentException if the content is not a JSON schema */
    public static Schema of(String name, int version, String content) {
        try {
            JsonNode document = JSON.readTree(content);
            if (!document.isObject() && !document.isBoolean()) {
                throw new IllegalArgumentException("a JSON schema is an object");
            }
            VersionFlag draft =
                    SpecVersionDetector.detectOptionalVersion(document, false).orElse(VersionFlag.V202012);
            JsonSchemaFactory factory = Drafts.factory(draft);
            if (!factory.getSchema(SchemaLocation.of(draft.getId()))
                    .validate(document)
                    .isEmpty()) {
                throw new IllegalArgumentException("not what JSON Schema allows");
            }
            JsonSchema compiled = factory.getSchema(
                    document,
                    SchemaValidatorsConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .formatAssertionsEnabled(true)
                            .build());
            compiled.initializeValidators();
            return new Schema(name, version, content, compiled);
        } catch (JsonProcessingException | JsonSchemaException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    public String name() {
        return name;
    }

    public int version() {
        return version;
    }

    public String content() {
        return content;
    }

    /**
     * Says in Memphis' words what is wrong with a message, without the "Schema validation has failed: " before it; empty if
     * it fits (contract, "Answers, exactly").
     */
    public Optional<String> violation(byte[] message) {
        JsonNode document;
        try {
            document = GoValues.node(GoDecoder.decode(message));
        } catch (GoJsonException e) {
            return Optional.of("Bad JSON format - " + e.getMessage());
        }
        Set<ValidationMessage> problems = compiled.validate(document);
        return ViolationWording.first(problems)
                .map(problem -> "jsonschema: " + problem.where() + " does not validate with file:///run/" + name + "#"
                        + problem.keyword() + ": " + problem.text());
    }
}
