package dev.memphis.emulator.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** The live page's files, from the class path; a browser runs nothing but these. Confined to the emulator's loop. */
public final class LivePage {
    private static final Map<String, String> FILES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "style.css", "text/css; charset=utf-8",
            "page.js", "text/javascript; charset=utf-8",
            "elements.js", "text/javascript; charset=utf-8",
            "stations.js", "text/javascript; charset=utf-8",
            "messages.js", "text/javascript; charset=utf-8",
            "events.js", "text/javascript; charset=utf-8",
            "readers.js", "text/javascript; charset=utf-8",
            "faults.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Map<String, Buffer> read = new HashMap<>();

    /** Adds its routes to the management port. */
    public void mount(Router router) {
        router.get("/").handler(context -> send(context.response(), "index.html"));
        FILES.keySet()
                .forEach(file ->
                        router.get("/emulator/page/" + file).handler(context -> send(context.response(), file)));
    }

    private void send(HttpServerResponse response, String file) {
        response.putHeader("Content-Type", FILES.get(file))
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-cache")
                .end(read.computeIfAbsent(file, LivePage::read));
    }

    private static Buffer read(String file) {
        try (InputStream in = LivePage.class.getResourceAsStream("page/" + file)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + file);
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
