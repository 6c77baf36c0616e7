package dev.memphis.emulator.management;

import dev.memphis.emulator.broker.Users;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** /api/usermgmt: log-in, adding, listing and removing users. Confined to the emulator's loop. */
final class UserRoutes {
    private static final int LONGEST_NAME = 60;

    private final Users users;
    private final ManagementTokens tokens;
    private final Clock clock;

    UserRoutes(Users users, ManagementTokens tokens, Clock clock) {
        this.users = users;
        this.tokens = tokens;
        this.clock = clock;
    }

    void mount(Router router) {
        router.post("/api/usermgmt/login").handler(context -> ManagementTokens.answering(context, this::logIn));
        router.post("/api/usermgmt/addUser").handler(tokens.required(this::add));
        router.get("/api/usermgmt/getAllUsers").handler(tokens.required(this::all));
        router.delete("/api/usermgmt/removeUser").handler(tokens.required(this::remove));
    }

    private void logIn(RoutingContext context) {
        Form form = Form.read(context);
        String name = form.text("username").toLowerCase(Locale.ROOT);
        String password = form.text("password");
        List<String> missing = form.missing("username", "password");
        if (!missing.isEmpty()) {
            Reply.required(context.response(), missing);
            return;
        }
        users.authenticate(name, password)
                .filter(Users.User::mayManage)
                .ifPresentOrElse(
                        user -> Reply.indented(context.response(), session(user)),
                        () -> Reply.message(context.response(), 401, "Unauthorized"));
    }

    private Map<String, Object> session(Users.User user) {
        Map<String, Object> session = new TreeMap<>();
        session.put("account_id", 1);
        session.put("already_logged_in", true);
        session.put("avatar_id", 1);
        session.put("created_at", user.created().toString());
        session.put("brand_colors", List.of());
        session.put("broker_host", "localhost");
        session.put("clients_port", 6666);
        session.put("connection_token", "");
        session.put("dark_icon", "");
        session.put("dls_retention", 3);
        session.put("env", "docker");
        session.put("expires_in", ManagementTokens.LIFE.toMillis());
        session.put("full_name", "");
        session.put("http_port", 9000);
        session.put("internal_ws_pass", "");
        session.put("jwt", tokens.issue(user.name()));
        session.put("last_login", clock.instant().toString());
        session.put("light_icon", "");
        session.put("logs_retention", 3);
        session.put("max_msg_size_mb", 1);
        session.put("rest_gw_host", "http://localhost:4444");
        session.put("rest_gw_port", 4444);
        session.put("send_analytics", false);
        session.put("skip_get_started", false);
        session.put("tiered_storage_time_sec", 8);
        session.put("ui_host", "http://localhost:9000");
        session.put("user_id", user.id());
        session.put("user_pass_based_auth", true);
        session.put("user_type", user.type());
        session.put("username", user.name());
        session.put("ws_host", "localhost:7770");
        return session;
    }

    private void add(RoutingContext context) {
        Form form = Form.read(context);
        String name = form.text("username").toLowerCase(Locale.ROOT);
        String type = form.text("user_type").toLowerCase(Locale.ROOT);
        String password = form.text("password");
        List<String> missing = form.missing("username", "user_type");
        if (!missing.isEmpty()) {
            Reply.required(context.response(), missing);
            return;
        }
        Optional<String> problem = problem(name, type, password);
        if (problem.isPresent()) {
            Reply.refused(context.response(), problem.get());
            return;
        }
        Users.User user = users.add(name, password, type, clock.instant());
        Map<String, Object> answer = new TreeMap<>(person(form));
        answer.put("already_logged_in", false);
        answer.put("avatar_id", 1);
        answer.put("broker_connection_creds", "");
        answer.put("created_at", user.created().toString());
        answer.put("id", user.id());
        answer.put("owner", ManagementTokens.userOf(context));
        answer.put("pending", false);
        answer.put("permissions", permissions());
        answer.put("user_type", type);
        answer.put("username", name);
        Reply.indented(context.response(), answer);
    }

    private static Map<String, Object> person(Form form) {
        Map<String, Object> person = new TreeMap<>();
        for (String field : List.of("description", "full_name", "position", "team")) {
            person.put(field, form.text(field));
        }
        if (form.text("user_type").equalsIgnoreCase("application")) {
            person.put("full_name", "");
        }
        return person;
    }

    private static Map<String, Object> permissions() {
        Map<String, Object> permissions = new TreeMap<>();
        for (String permission : List.of("allow_read", "allow_write", "deny_read", "deny_write")) {
            permissions.put(permission + "_permissions", List.of());
        }
        return permissions;
    }

    private Optional<String> problem(String name, String type, String password) {
        if (name.length() > LONGEST_NAME) {
            return Optional.of("username exceeds the maximum allowed length of " + LONGEST_NAME + " characters");
        }
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

    private void all(RoutingContext context) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("application_users", listed(user -> user.type().equals("application")));
        answer.put("management_users", listed(Users.User::mayManage));
        Reply.indented(context.response(), answer);
    }

    private List<Map<String, Object>> listed(java.util.function.Predicate<Users.User> wanted) {
        List<Map<String, Object>> listed = new ArrayList<>();
        for (Users.User user : users.all()) {
            if (wanted.test(user)) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("id", user.id());
                row.put("username", user.name());
                row.put("user_type", user.type());
                row.put("created_at", user.created().toString());
                row.put("avatar_id", 1);
                row.put("full_name", "");
                row.put("pending", false);
                row.put("position", "");
                row.put("team", "");
                row.put("owner", "root");
                row.put("description", "");
                row.put("permissions", permissions());
                listed.add(row);
            }
        }
        return listed;
    }

    private void remove(RoutingContext context) {
        Form form = Form.read(context);
        String name = form.text("username").toLowerCase(Locale.ROOT);
        if (!form.missing("username").isEmpty()) {
            Reply.required(context.response(), List.of("username"));
        } else if (name.equals(ManagementTokens.userOf(context))) {
            Reply.refused(context.response(), "You can not remove your own user");
        } else if (name.equals("root") || !users.remove(name)) {
            Reply.refused(context.response(), "User does not exist");
        } else {
            Reply.nothing(context.response());
        }
    }
}
