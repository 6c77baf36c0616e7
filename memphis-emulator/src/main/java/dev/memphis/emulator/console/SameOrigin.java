package dev.memphis.emulator.console;

import dev.memphis.emulator.access.AllowedHosts;
import dev.memphis.emulator.http.Reply;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Keeps other web pages' hands off the management port: a page from elsewhere, open in the same browser, may neither
 * switch a fault nor log in nor read messages, not even under a name of its own that it points at this machine. Stateless.
 */
public record SameOrigin(AllowedHosts hosts) {
    /** Before anything of a request is read, and before {@link RootOnly}. */
    static final int ORDER = -2;

    /** Guards everything on the port, before anything of a request is read. */
    public void mount(Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String host = String.valueOf(request.getHeader("Host"));
        String origin = request.getHeader("Origin");
        if (!hosts.allows(host) && !isOfAProgram(request)) {
            Reply.message(
                    context.response(),
                    403,
                    "Host " + host + ": open this as localhost"
                            + (hosts.loopbackOnly() ? "" : ", or start the emulator with --allowed-host"));
        } else if (origin != null && !origin.equals("http://" + host)) {
            Reply.message(context.response(), 403, "Origin " + origin + ": only the emulator's own page may do this");
        } else {
            context.next();
        }
    }

    /**
     * A program's request to the management API, by whatever name the program knows the machine: it needs a token or a
     * password all the same, and a page that logs in tells its Origin.
     */
    private static boolean isOfAProgram(HttpServerRequest request) {
        return request.path().startsWith("/api/") && request.getHeader("Origin") == null;
    }
}
