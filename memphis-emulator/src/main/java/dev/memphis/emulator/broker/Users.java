package dev.memphis.emulator.broker;

import java.time.Instant;
import java.util.Collection;
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
    public record User(int id, String name, Password password, String type, Instant created) {
        /** Says whether the user may connect to the broker, and so through the gateway. */
        boolean mayConnect() {
            return !type.equals("management");
        }

        /** Says whether the user may log in to the management API. */
        public boolean mayManage() {
            return !type.equals("application");
        }

        @Override
        public String toString() {
            return "user " + name;
        }
    }

    private final Map<String, User> users = new LinkedHashMap<>();
    private final Journal journal;
    private int lastId;

    /** @param journal is told of each change */
    public Users(Journal journal) {
        this.journal = journal;
    }

    /** Adds a user, or gives one that is there another password and type. */
    public User add(String name, String password, String type, Instant when) {
        Optional<User> there = find(name);
        User user = new User(
                there.map(User::id).orElse(lastId + 1),
                name,
                Password.of(password),
                type,
                there.map(User::created).orElse(when));
        restore(user);
        journal.catalogChanged();
        return user;
    }

    /** Puts back a user that was kept over a restart. */
    public void restore(User user) {
        lastId = Math.max(lastId, user.id());
        users.put(user.name(), user);
    }

    /** Removes a user; returns whether there was one. */
    public boolean remove(String name) {
        boolean removed = users.remove(name) != null;
        if (removed) {
            journal.catalogChanged();
        }
        return removed;
    }

    /** Returns all users by name. */
    public Collection<User> all() {
        return users.values();
    }

    /** Returns the user of a name; empty if there is none. */
    public Optional<User> find(String name) {
        return Optional.ofNullable(users.get(name));
    }

    /** Returns the user if the password is right. */
    public Optional<User> authenticate(String name, String password) {
        return find(name).filter(user -> user.password().matches(password));
    }

    /** Says whether the broker lets in who comes with this name and password. */
    public boolean mayConnect(String name, String password) {
        return authenticate(name, password).filter(User::mayConnect).isPresent();
    }
}
