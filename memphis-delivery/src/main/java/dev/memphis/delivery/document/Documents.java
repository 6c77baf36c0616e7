package dev.memphis.delivery.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts MongoDB's documents into their envelope as the JSON objects that they are. Debezium's connector writes them as strings of
 * extended JSON (its envelope's {@code before}, {@code after} and {@code updateDescription.updatedFields} have the type {@code
 * io.debezium.data.Json}). A string's own text is put in its place, so that no number and no escape in it is written anew; one that
 * does not hold exactly one JSON object stays as it is. Events of other connectors are not touched. Confined to one thread.
 */
public final class Documents {
    private static final Logger LOGGER = LoggerFactory.getLogger(Documents.class);

    /** Documents of MongoDB have up to 16 MB and 100 levels; a message may have more around them. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final String CONNECTOR = "mongodb";
    private static final byte[] CONNECTOR_BYTES = CONNECTOR.getBytes(StandardCharsets.UTF_8);

    /** An envelope alone, behind its schema, and as the data of a CloudEvent, there too with and without schema. */
    private static final String ENVELOPE = "(?:/data)?(?:/payload)?";

    private static final Pattern DOCUMENT =
            Pattern.compile(ENVELOPE + "/(?:before|after|updateDescription/updatedFields)");
    private static final Pattern SOURCE = Pattern.compile(ENVELOPE + "/source/connector|/iodebeziumconnector");
    private static final Set<String> NAMES =
            Set.of("before", "after", "updatedFields", "connector", "iodebeziumconnector");

    private boolean toldOfSchema;
    private boolean toldOfText;

    /** Returns an event with its documents unfolded; the same where there is nothing to unfold. */
    public String unfold(String event) {
        if (!event.contains(CONNECTOR)) {
            return event;
        }
        try {
            return unfolded(event);
        } catch (IOException e) {
            // No JSON: not for us.
            return event;
        }
    }

    /** The same for an event of UTF-8. */
    public byte[] unfold(byte[] event) {
        if (!contains(event, CONNECTOR_BYTES)) {
            return event;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(event))
                    .toString();
            String unfolded = unfold(text);
            return unfolded == text ? event : unfolded.getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            return event;
        }
    }

    private String unfolded(String event) throws IOException {
        Splices splices = new Splices(event);
        boolean ofMongoDb = false;
        boolean schema = false;
        try (JsonParser parser = JSON.createParser(event)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                String name = parser.currentName();
                if (token == JsonToken.START_OBJECT && "schema".equals(name)) {
                    parser.skipChildren();
                    schema = true;
                } else if (token == JsonToken.VALUE_STRING && name != null && NAMES.contains(name)) {
                    String place = parser.getParsingContext().pathAsPointer().toString();
                    if (DOCUMENT.matcher(place).matches()) {
                        take(parser, splices);
                    } else if (SOURCE.matcher(place).matches()) {
                        ofMongoDb |= parser.getText().equals(CONNECTOR);
                    }
                }
            }
        }
        if (!ofMongoDb || splices.isEmpty()) {
            return event;
        }
        if (schema && !toldOfSchema) {
            toldOfSchema = true;
            DocumentNotices.SCHEMA_SAYS_STRINGS.warn(LOGGER);
        }
        return splices.applied();
    }

    private void take(JsonParser parser, Splices splices) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        String document = parser.getText();
        int end = (int) parser.currentLocation().getCharOffset();
        if (isOneObject(document)) {
            splices.add(start, end, document);
        } else if (!toldOfText) {
            toldOfText = true;
            DocumentNotices.STAYS_A_STRING.warn(LOGGER, parser.currentName());
        }
    }

    private static boolean isOneObject(String text) {
        if (hasLoneSurrogate(text)) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Escaped it can stand in a string, as itself in no UTF-8. */
    private static boolean hasLoneSurrogate(String text) {
        return !StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        for (int i = 0; i <= bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
