package dev.memphis.emulator.schema;

import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.InvalidSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.InputStreamSource;
import com.networknt.schema.resource.SchemaLoader;
import org.jspecify.annotations.Nullable;

/** Reads schemas of a draft. What a schema names elsewhere ({@code $ref}) is not fetched, from no server and no file. Stateless. */
final class Drafts {
    private Drafts() {}

    static JsonSchemaFactory factory(VersionFlag draft) {
        return JsonSchemaFactory.getInstance(
                draft, factory -> factory.schemaLoaders(loaders -> loaders.add(new OwnOnly())));
    }

    /** The drafts' own schemas are in the library's jar. */
    private static final class OwnOnly implements SchemaLoader {
        @Override
        public @Nullable InputStreamSource getSchema(AbsoluteIri place) {
            String text = place.toString();
            if (text.startsWith("classpath:") || text.startsWith("resource:")) {
                return null;
            }
            throw new InvalidSchemaException(ValidationMessage.builder()
                    .message("a schema that stands elsewhere is not fetched: " + text)
                    .build());
        }
    }
}
