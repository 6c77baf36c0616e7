package dev.memphis.emulator.broker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who may do what. Confined to the emulator's loop. */
public final class Users {
    /**
     * A user. Immutable.
     *
     * @param type {@code root}, {@code application} or {@code management}
     */
    public record User(int id, String name, String password, String type) {
        /** Says whether the user may connect to the broker, and so through the gateway. */
        public boolean mayConnect() {
            return !type.equals("management");
        }

        @Override
        public String toString() {
            return "user " + name;
        }
    }

    private final Map<String, User> users = new LinkedHashMap<>();

    public Users(String rootPassword) {
        add("root", rootPassword, "root");
    }

    public User add(String name, String password, String type) {
        User user = new User(users.size() + 1, name, password, type);
        users.put(name, user);
        return user;
    }

    public Optional<User> find(String name) {
        return Optional.ofNullable(users.get(name));
    }

    /** Returns the user if the password is right. */
    public Optional<User> authenticate(String name, String password) {
        return find(name).filter(user -> user.password().equals(password));
    }
}
