package dev.memphis.emulator.console;

import dev.memphis.emulator.http.Reply;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * Asks for root's password (Basic) before the live page, the record and the faults, which the real Memphis does not have:
 * where others than this machine can reach the port, not everybody is to read messages and break things. Stateless.
 */
public final class RootOnly {
    private static final int ORDER = SameOrigin.ORDER + 1;

    private final byte[] expected;

    /** @param rootPassword what callers must give */
    public RootOnly(String rootPassword) {
        String credentials =
                Base64.getEncoder().encodeToString(("root:" + rootPassword).getBytes(StandardCharsets.UTF_8));
        this.expected = ("Basic " + credentials).getBytes(StandardCharsets.UTF_8);
    }

    /** Guards all routes that are mounted after it. */
    public void mount(Router router) {
        router.route("/").order(ORDER).handler(this::check);
        router.route("/emulator/*").order(ORDER).handler(this::check);
    }

    private void check(RoutingContext context) {
        String given = String.valueOf(context.request().getHeader("Authorization"));
        if (MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected)) {
            context.next();
        } else {
            context.response().putHeader("WWW-Authenticate", "Basic realm=\"Memphis emulator\", charset=\"UTF-8\"");
            Reply.message(context.response(), 401, "user root and its password are needed");
        }
    }
}
