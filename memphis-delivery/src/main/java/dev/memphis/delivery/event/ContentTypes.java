package dev.memphis.delivery.event;

import java.util.Locale;

/**
 * The content type that makes the gateway store an event's bytes as they are: it takes what contains {@code text} or
 * {@code application/json}, and {@code application/x-protobuf}, and nothing else (contract, "Produce"). Stateless.
 */
public final class ContentTypes {
    private ContentTypes() {}

    /** Returns the content type for a value of {@code debezium.format.value}. */
    public static String of(String format) {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "json", "jsonbytearray", "cloudevents" -> "application/json";
            case "protobuf" -> "application/x-protobuf";
            default -> "text/plain";
        };
    }
}
