package io.debezium.server.memphis;

import java.nio.charset.StandardCharsets;

/** Keys and header values as text. Stateless. */
final class Texts {
    private Texts() {}

    static String of(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(value);
    }
}
