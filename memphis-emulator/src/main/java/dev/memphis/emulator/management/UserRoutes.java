package dev.memphis.emulator.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.emulator.broker.Users;
import dev.memphis.emulator.broker.Users.User;
import dev.memphis.emulator.http.Reply;
import dev.memphis.emulator.json.GoJsonException;
import dev.memphis.emulator.json.GoStruct;
import dev.memphis.emulator.management.Endpoints.Question;
import io.vertx.core.http.HttpMethod;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** /api/usermgmt: log-in, adding, listing and removing users. Confined to the emulator's loop. */
record UserRoutes(Users users, ManagementTokens tokens, Clock clock) {
    private static final int LONGEST_NAME = 60;

    private static final Shape SESSION = Shape.of("""
            {"account_id": 1, "already_logged_in": true, "avatar_id": 1, "brand_colors": [],
             "broker_host": "localhost", "clients_port": 6666, "connection_token": "", "created_at": "",
             "dark_icon": "", "dls_retention": 3, "env": "docker", "expires_in": 900000, "full_name": "",
             "http_port": 9000, "internal_ws_pass": "", "jwt": "", "last_login": "", "light_icon": "",
             "logs_retention": 3, "max_msg_size_mb": 1, "rest_gw_host": "http://localhost:4444",
             "rest_gw_port": 4444, "send_analytics": false, "skip_get_started": false,
             "tiered_storage_time_sec": 8, "ui_host": "http://localhost:9000", "user_id": 1,
             "user_pass_based_auth": true, "user_type": "", "username": "", "ws_host": "localhost:7770"}""");

    private static final String PERMISSIONS = """
            {"allow_read_permissions": [], "allow_write_permissions": [], "deny_read_permissions": [],
             "deny_write_permissions": []}""";

    private static final Shape ADDED = Shape.of("""
            {"already_logged_in": false, "avatar_id": 1, "broker_connection_creds": "", "created_at": "",
             "description": "", "full_name": "", "id": 1, "owner": "", "pending": false, "permissions": %s,
             "position": "", "team": "", "user_type": "", "username": ""}""".formatted(PERMISSIONS));

    private static final Shape LISTED = Shape.of("""
            {"id": 1, "username": "", "user_type": "", "created_at": "", "avatar_id": 1, "full_name": "",
             "pending": false, "position": "", "team": "", "owner": "root", "description": "", "permissions": %s}
            """.formatted(PERMISSIONS));

    private record Facts(int id, int userId, String username, String userType, Instant createdAt) {
        static Facts of(User user) {
            return new Facts(user.id(), user.id(), user.name(), user.type(), user.created());
        }
    }

    void mount(Endpoints endpoints) {
        endpoints.open(HttpMethod.POST, "/api/usermgmt/login", this::logIn);
        endpoints.secured(HttpMethod.POST, "/api/usermgmt/addUser", this::add);
        endpoints.secured(HttpMethod.GET, "/api/usermgmt/getAllUsers", this::all);
        endpoints.secured(HttpMethod.DELETE, "/api/usermgmt/removeUser", this::remove);
    }

    private Object logIn(Question question) throws GoJsonException {
        GoStruct body = question.body();
        String name = body.text("username").toLowerCase(Locale.ROOT);
        String password = body.text("password");
        Refusal.ifMissing(body.missing("username", "password"));
        User user = users.authenticate(name, password).filter(User::mayManage).orElseThrow(Refusal::unauthorized);
        return SESSION.with(Facts.of(user))
                .put("jwt", tokens.issue(user.name()))
                .put("expires_in", ManagementTokens.LIFE.toMillis())
                .put("last_login", clock.instant().toString());
    }

    private Object add(Question question) throws GoJsonException {
        GoStruct body = question.body();
        String name = body.text("username").toLowerCase(Locale.ROOT);
        String type = body.text("user_type").toLowerCase(Locale.ROOT);
        String password = body.text("password");
        ObjectNode person = person(body, type);
        Refusal.ifMissing(body.missing("username", "user_type"));
        problem(name, type, password).ifPresent(problem -> {
            throw Refusal.of(problem);
        });
        User user = users.add(name, password, type, clock.instant());
        ObjectNode answer = ADDED.with(Facts.of(user)).put("owner", question.user());
        answer.setAll(person);
        return answer;
    }

    private static ObjectNode person(GoStruct body, String type) throws GoJsonException {
        ObjectNode person = Reply.JSON.createObjectNode();
        for (String field : List.of("description", "full_name", "position", "team")) {
            person.put(field, body.text(field));
        }
        return type.equals("application") ? person.put("full_name", "") : person;
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

    private record All(List<ObjectNode> applicationUsers, List<ObjectNode> managementUsers) {}

    private Object all(Question question) {
        return new All(listed(user -> user.type().equals("application")), listed(User::mayManage));
    }

    private List<ObjectNode> listed(Predicate<User> wanted) {
        return users.all().stream()
                .filter(wanted)
                .map(user -> LISTED.with(Facts.of(user)))
                .toList();
    }

    private Object remove(Question question) throws GoJsonException {
        GoStruct body = question.body();
        String name = body.text("username").toLowerCase(Locale.ROOT);
        Refusal.ifMissing(body.missing("username"));
        if (name.equals(question.user())) {
            throw Refusal.of("You can not remove your own user");
        }
        if (name.equals("root") || !users.remove(name)) {
            throw Refusal.of("User does not exist");
        }
        return Map.of();
    }
}
