package dev.memphis.connect;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.json.JsonConverter;
import org.jspecify.annotations.Nullable;

/** Writes Connect's values as JSON, as Connect's own JsonConverter does. Confined to one thread. */
final class JsonText {
    private final JsonConverter converter = new JsonConverter();

    /**
     * @param schemas whether the schema is written too
     * @param numericDecimals whether decimals are numbers, not base64
     */
    JsonText(boolean schemas, boolean numericDecimals) {
        converter.configure(
                Map.of("schemas.enable", schemas, "decimal.format", numericDecimals ? "NUMERIC" : "BASE64"), false);
    }

    /**
     * Returns the JSON, in UTF-8.
     *
     * @param schema null for a value without one
     * @throws org.apache.kafka.connect.errors.DataException if the value cannot be written, or is none of its schema
     */
    byte[] of(String topic, @Nullable Schema schema, Object value) {
        return converter.fromConnectData(topic, schema, value);
    }
}
