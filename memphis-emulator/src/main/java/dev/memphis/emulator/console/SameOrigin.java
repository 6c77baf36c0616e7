package dev.memphis.emulator.console;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Keeps other web pages' hands off the console: a page from elsewhere, open in the same browser, may neither switch a
 * fault nor read messages, not even under a name of its own that it points at this machine. Stateless.
 */
public final class SameOrigin {
    private final boolean loopbackOnly;

    /** @param listeningOn the host that the console's port is bound to */
    public SameOrigin(String listeningOn) {
        loopbackOnly = isLoopback(listeningOn);
    }

    /** Guards the paths that the real Memphis does not have. */
    public void mount(Router router) {
        router.route("/").handler(this::check);
        router.route("/emulator/*").handler(this::check);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String host = String.valueOf(request.getHeader("Host"));
        String origin = request.getHeader("Origin");
        if (loopbackOnly && !isLoopback(nameOf(host))) {
            Reply.message(context.response(), 403, "Host " + host + ": open this as localhost");
        } else if (origin != null && !origin.equals("http://" + host)) {
            Reply.message(context.response(), 403, "Origin " + origin + ": only the emulator's own page may do this");
        } else {
            context.next();
        }
    }

    private static String nameOf(String host) {
        int port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    }

    private static boolean isLoopback(String name) {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("::1")
                || name.equals("[::1]")
                || name.matches("127(\\.\\d{1,3}){3}");
    }
}
