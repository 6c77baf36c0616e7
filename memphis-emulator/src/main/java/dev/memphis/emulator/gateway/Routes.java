package dev.memphis.emulator.gateway;

import dev.memphis.emulator.access.TokenVerifier;
import dev.memphis.emulator.fiber.Answer;
import dev.memphis.emulator.fiber.Target;
import dev.memphis.emulator.process.Tokens;
import java.util.Optional;
import java.util.Set;

/** Which request goes where, and which needs a token (contract, "Routes"). Confined to the emulator's loop. */
record Routes(Tokens tokens, AuthRoute auth, ProduceRoute produce, ConsumeRoute consume) {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");
    private static final Set<String> OPEN = Set.of(
            "/",
            "/monitoring/status",
            "/auth/authenticate",
            "/auth/refreshtoken",
            "/monitoring/getresourcesutilization");
    private static final String REFRESH = "/auth/refreshtoken";

    void route(Call call) {
        if (!METHODS.contains(call.method())) {
            call.answer(Answer.INVALID_METHOD);
        } else if (call.method().equals("OPTIONS")) {
            call.answer(Answer.PREFLIGHT);
        } else if (call.target().cleaned().equals(REFRESH)) {
            // The token to refresh is looked at before the method is.
            auth.refreshing(call, session -> dispatch(call, session));
        } else if (OPEN.contains(call.target().cleaned())) {
            dispatch(call, Tokens.Session.NOBODY);
        } else {
            session(call).ifPresentOrElse(session -> dispatch(call, session), () -> call.answer(Answer.UNAUTHORIZED));
        }
    }

    private Optional<Tokens.Session> session(Call call) {
        return token(call).flatMap(tokens::verifyAccess);
    }

    /** The token: the header's second of two words or, without that header, the query parameter (contract, "Routes"). */
    private static Optional<String> token(Call call) {
        Optional<String> header = call.headers().first("Authorization");
        if (header.isEmpty()) {
            return call.target().parameter("authorization");
        }
        return TokenVerifier.ofHeader(header.get());
    }

    private void dispatch(Call call, Tokens.Session session) {
        String route = call.target().route();
        switch (route) {
            case "/auth/authenticate" -> post(call, () -> auth.authenticate(call));
            case REFRESH -> post(call, () -> auth.refresh(call, session));
            case "/monitoring/status" -> {
                boolean read = call.method().equals("GET") || call.method().equals("HEAD");
                call.answer(read ? Answer.OK : Answer.methodNotAllowed("GET, HEAD"));
            }
            default -> station(call, action(route), session);
        }
    }

    private void station(Call call, String action, Tokens.Session session) {
        switch (action) {
            case "/produce/single" -> post(call, () -> produce.single(call, session));
            case "/produce/batch" -> post(call, () -> produce.batch(call, session));
            case "/consume/batch" -> post(call, () -> consume.answer(call, session));
            default -> call.answer(Answer.text(404, "Cannot " + call.method() + " " + escaped(call.target())));
        }
    }

    /** What is to be done with a station; empty if the path is none of a station. */
    private static String action(String route) {
        int name = "/stations/".length();
        int end = route.startsWith("/stations/") ? route.indexOf('/', name) : -1;
        return end > name ? route.substring(end) : "";
    }

    private static void post(Call call, Runnable then) {
        if (call.method().equals("POST")) {
            then.run();
        } else {
            call.answer(Answer.methodNotAllowed("POST"));
        }
    }

    private static String escaped(Target target) {
        return target.sent()
                .replace("&", "&amp;")
                .replace("'", "&#39;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;");
    }
}
