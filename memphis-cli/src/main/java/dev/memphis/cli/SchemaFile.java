package dev.memphis.cli;

import dev.memphis.delivery.options.PrintableText;
import dev.memphis.emulator.schema.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A file with a JSON schema. Immutable.
 *
 * @param name the file's, without its ending, in lower case as Memphis keeps names
 * @param content its text, letter by letter
 */
public record SchemaFile(String name, String content) {
    /**
     * Reads it, and looks whether it is a JSON schema.
     *
     * @throws CommandFailure if it is not, or cannot be read
     */
    public static SchemaFile read(Path file) {
        SchemaFile schema = new SchemaFile(name(file), text(file));
        schema.compiled();
        return schema;
    }

    /** Returns the schema to check events against. */
    public Schema compiled() {
        return compiled(name, 1, content);
    }

    /**
     * Returns a schema that Memphis has, to check events against.
     *
     * @throws CommandFailure if it is no JSON schema
     */
    public static Schema compiled(String name, int version, String content) {
        try {
            return Schema.of(name, version, content);
        } catch (IllegalArgumentException e) {
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new CommandFailure(
                    ExitCode.USAGE, "schema " + PrintableText.whole(name) + " is no JSON schema: " + first);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("(\\.schema)?\\.json$", "");
    }

    private static String text(Path file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(SmallFile.read("--schema", file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--schema " + PrintableText.whole(file.toString()) + " is not UTF-8 text");
        }
    }
}
