package dev.memphis.emulator.fiber;

import dev.memphis.emulator.json.GoJsonException;
import dev.memphis.emulator.json.GoStruct;
import io.vertx.core.buffer.Buffer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A request's body as Fiber parses it into a struct: by its content type, JSON or a form. Stateless. */
public final class FiberBody {
    private static final Map<String, String> FORM_NAMES = Map.of(
            "username", "username",
            "password", "password",
            "connectiontoken", "connection_token",
            "jwtrefreshtoken", "jwt_refresh_token");

    private FiberBody() {}

    /** @throws GoJsonException if the content type is none of these, or the body not of it */
    public static GoStruct parse(RequestHeaders headers, Buffer wire) throws GoJsonException {
        String type = withoutVendor(headers.contentType().toLowerCase(Locale.ROOT));
        if (type.startsWith("application/json")) {
            Buffer body =
                    Inflation.inflate(wire, headers.last("Content-Encoding").orElse(""));
            return GoStruct.decode(body.getBytes());
        }
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return form(wire.toString(StandardCharsets.UTF_8));
        }
        throw new GoJsonException("Unprocessable Entity");
    }

    /** application/problem+json is application/json. */
    private static String withoutVendor(String type) {
        int plus = type.indexOf('+');
        int slash = type.indexOf('/');
        int semicolon = type.indexOf(';');
        if (plus < 0 || slash < 0 || (semicolon >= 0 && semicolon < plus)) {
            return type;
        }
        return type.substring(0, slash + 1) + type.substring(plus + 1, semicolon < 0 ? type.length() : semicolon);
    }

    private static GoStruct form(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = FORM_NAMES.get(pair.substring(0, Math.max(0, equals)).toLowerCase(Locale.ROOT));
            if (name != null) {
                fields.put(name, decoded(pair.substring(equals + 1)));
            }
        }
        return GoStruct.ofTexts(fields);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
