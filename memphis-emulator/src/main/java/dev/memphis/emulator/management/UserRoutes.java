package dev.memphis.emulator.management;

import dev.memphis.emulator.broker.Users;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** /api/usermgmt: log-in and adding users. Confined to the emulator's loop. */
final class UserRoutes {
    private final Users users;
    private final ManagementTokens tokens;
    private final Clock clock;

    UserRoutes(Users users, ManagementTokens tokens, Clock clock) {
        this.users = users;
        this.tokens = tokens;
        this.clock = clock;
    }

    void mount(Router router) {
        router.post("/api/usermgmt/login").handler(this::logIn);
        router.post("/api/usermgmt/addUser").handler(tokens.required(this::addUser));
    }

    private void logIn(RoutingContext context) {
        Optional<JsonObject> body = Bodies.read(context);
        if (body.isEmpty()) {
            return;
        }
        List<String> missing = missing(body.get(), "username", "password");
        if (!missing.isEmpty()) {
            Reply.required(context.response(), missing);
            return;
        }
        String name = body.get().getString("username").toLowerCase(Locale.ROOT);
        Optional<Users.User> user = users.authenticate(name, body.get().getString("password"))
                .filter(found -> !found.type().equals("application"));
        if (user.isEmpty()) {
            Reply.message(context.response(), 401, "Unauthorized");
            return;
        }
        Reply.indented(
                context.response(),
                new TreeMap<>(Map.of(
                        "jwt", tokens.issue(name),
                        "expires_in", 3_600_000,
                        "user_id", user.get().id(),
                        "username", name,
                        "user_type", user.get().type())));
    }

    private void addUser(RoutingContext context) {
        Optional<JsonObject> body = Bodies.read(context);
        if (body.isEmpty()) {
            return;
        }
        List<String> missing = missing(body.get(), "username", "user_type");
        if (!missing.isEmpty()) {
            Reply.required(context.response(), missing);
            return;
        }
        String name = body.get().getString("username").toLowerCase(Locale.ROOT);
        String type = body.get().getString("user_type").toLowerCase(Locale.ROOT);
        String password = body.get().getString("password", "");
        Optional<String> problem = problem(name, type, password);
        if (problem.isPresent()) {
            Reply.message(context.response(), 406, problem.get());
            return;
        }
        Users.User user = users.add(name, password, type);
        Map<String, Object> permissions = new TreeMap<>();
        for (String permission : List.of("allow_read", "allow_write", "deny_read", "deny_write")) {
            permissions.put(permission + "_permissions", List.of());
        }
        Map<String, Object> answer = new TreeMap<>();
        answer.put("already_logged_in", false);
        answer.put("avatar_id", 1);
        answer.put("broker_connection_creds", "");
        answer.put("created_at", clock.instant().toString());
        answer.put("description", "");
        answer.put("full_name", "");
        answer.put("id", user.id());
        answer.put("owner", "root");
        answer.put("pending", false);
        answer.put("permissions", permissions);
        answer.put("position", "");
        answer.put("team", "");
        answer.put("user_type", type);
        answer.put("username", name);
        Reply.indented(context.response(), answer);
    }

    private Optional<String> problem(String name, String type, String password) {
        if (!name.matches("[a-z0-9_.-]*")) {
            return Optional.of("username has to include only letters/numbers/./_/- ");
        }
        if (users.find(name).isPresent()) {
            return Optional.of("A user with the name " + name + " already exists");
        }
        if (!type.equals("application") && !type.equals("management")) {
            return Optional.of("user type has to be application/management and not " + type);
        }
        return Passwords.problem(password);
    }

    private static List<String> missing(JsonObject body, String... names) {
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            if (!(body.getValue(name) instanceof String text) || text.isEmpty()) {
                missing.add(name);
            }
        }
        return missing;
    }
}
