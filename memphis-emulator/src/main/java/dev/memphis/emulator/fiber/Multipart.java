package dev.memphis.emulator.fiber;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;

/** Forms of several parts, which the gateway's HTTP server reads before anybody asks for them. Stateless. */
public final class Multipart {
    private static final String TYPE = "multipart/form-data";

    private Multipart() {}

    /** Says whether a request is said to be such a form, and is none. */
    public static boolean isBroken(HttpServerRequest request, Buffer body) {
        String type = request.getHeader("Content-Type");
        if (type == null || !type.startsWith(TYPE)) {
            return false;
        }
        int mark = type.indexOf("boundary=");
        if (mark < 0) {
            return false;
        }
        String boundary =
                "--" + type.substring(mark + 9).split(";", 2)[0].strip().replace("\"", "");
        String text = body.toString(StandardCharsets.ISO_8859_1);
        return !(text.contains(boundary) && text.contains(boundary + "--"));
    }
}
