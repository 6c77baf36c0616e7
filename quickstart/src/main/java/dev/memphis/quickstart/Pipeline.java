package dev.memphis.quickstart;

import dev.memphis.client.ManagementApi;
import dev.memphis.client.StationReader;
import dev.memphis.client.http.CallException;
import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.quickstart.todo.TodoSchema;
import dev.memphis.quickstart.todo.TodoTable;
import dev.memphis.testbed.Problem;
import dev.memphis.testbed.database.Postgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The six parts of the reference solution, started in order and ended in reverse. Start and close once. */
final class Pipeline implements AutoCloseable {
    static final String DATABASE = "todo_application";
    static final String STATION = "todo-cdc-events";
    /** With a schema: stations of their own, so that no other run finds a schema at its station. */
    static final String CHECKED_STATION = "todo-cdc-checked-events";

    static final String DEAD_LETTERS = "todo-cdc-dead-letters";
    static final String SCHEMA = "todo-items";
    /** What the sink makes for its receipts, named after the topic prefix. */
    private static final String RECEIPTS = "debezium-receipts-tutorial";

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /**
     * What the pipeline is made of. Immutable.
     *
     * @param outside a running Memphis; empty to have an emulator started
     * @param rootPassword what the emulator's root has
     * @param schema whether the station has a schema, and what breaks it goes to a dead letter station
     * @param keep whether what is made in a running Memphis stays there
     */
    record Parts(
            Engine engine,
            Path folder,
            Ports ports,
            Optional<Memphis> outside,
            String rootPassword,
            boolean schema,
            boolean keep) {}

    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    @SuppressWarnings("NullAway.Init") // set by start()
    private Postgres postgres;

    @SuppressWarnings("NullAway.Init") // set by start()
    private TodoTable todos;

    @SuppressWarnings("NullAway.Init") // set by start()
    private Engine engine;

    @SuppressWarnings("NullAway.Init") // set by start()
    private StationReader reader;

    private @Nullable StationReader deadLetters;

    @SuppressWarnings("NullAway.Init") // set by start()
    private URI gateway;

    private boolean closed;

    /** Starts everything; what was started is ended by {@link #close} even if this fails half way. */
    void start(Parts parts) throws SQLException, CallException, InterruptedException {
        parts.ports().check();
        Memphis memphis = memphis(parts);
        gateway = memphis.gateway();
        say("Memphis gateway    " + gateway);
        say("Memphis management " + memphis.management());
        ManagementApi management = memphis.logIn();
        begin(management);
        Account account = Account.ofOneRun();
        String station = parts.schema() ? CHECKED_STATION : STATION;
        if (parts.outside().isPresent() && !parts.keep()) {
            begin(new Traces(
                    management, account.username(), List.of(station, DEAD_LETTERS, RECEIPTS), List.of(SCHEMA)));
        }
        management.addUser(account.username(), account.password());
        management.createStation(station);
        // Asked for before PostgreSQL and the server start: a gateway that is not there is known at once.
        reader = reader(account, station);
        say("Station            " + station + ", user " + account);
        if (parts.schema()) {
            management.createStation(DEAD_LETTERS);
            management.createSchema(SCHEMA, TodoSchema.text());
            management.useSchema(station, SCHEMA);
            deadLetters = reader(account, DEAD_LETTERS);
            say("Schema             " + SCHEMA + "; what breaks it goes to station " + DEAD_LETTERS);
        }

        postgres =
                Postgres.start(parts.folder().resolve("postgres"), parts.ports().postgres());
        begin(postgres);
        postgres.createDatabase(DATABASE);
        postgres.execute(DATABASE, TodoTable.CREATE);
        Account databaseUser = Account.ofDebezium();
        postgres.execute(
                DATABASE,
                "CREATE ROLE " + databaseUser.username() + " LOGIN REPLICATION PASSWORD '"
                        + databaseUser.password().replace("'", "''") + "'",
                "GRANT SELECT ON todo_items TO " + databaseUser.username(),
                "CREATE PUBLICATION " + Engine.PUBLICATION + " FOR TABLE todo_items");
        Account guest = Account.ofGuest();
        postgres.execute(
                DATABASE,
                "CREATE ROLE " + guest.username() + " LOGIN PASSWORD '" + guest.password() + "'",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON todo_items TO " + guest.username());
        todos = new TodoTable(postgres.database(DATABASE));
        say("PostgreSQL         127.0.0.1:" + postgres.port() + ", database " + DATABASE);
        say("To change rows     psql " + guest.url(postgres.port(), DATABASE));

        engine = parts.engine();
        begin(engine);
        engine.start(new Engine.Route(
                parts.folder(),
                postgres,
                databaseUser,
                gateway,
                parts.ports(),
                sink(account, station, parts.schema())));
    }

    private StationReader reader(Account account, String station) throws CallException, InterruptedException {
        StationReader reading =
                StationReader.logIn(gateway, account.username(), account.password(), station, "quickstart");
        begin(reading);
        reading.skipWhatIsThere();
        return reading;
    }

    private Map<String, String> sink(Account account, String station, boolean schema) {
        Map<String, String> options = new HashMap<>(Map.of(
                "url", gateway.toString(),
                "username", account.username(),
                "password", account.password(),
                "station", station));
        if (schema) {
            options.put("poison.policy", "dead-letter");
            options.put("dead.letter.station", DEAD_LETTERS);
        }
        return options;
    }

    private Memphis memphis(Parts parts) {
        return parts.outside().orElseGet(() -> emulated(parts));
    }

    private Memphis emulated(Parts parts) {
        MemphisEmulator emulator = MemphisEmulator.start(EmulatorOptions.defaults()
                .withRootPassword(parts.rootPassword())
                .withPorts(
                        parts.ports().gateway().orElse(0),
                        parts.ports().management().orElse(0)));
        begin(emulator);
        return new Memphis(emulator.gatewayUri(), emulator.managementUri(), parts.rootPassword());
    }

    private synchronized void begin(AutoCloseable part) {
        if (closed) {
            end(part);
            throw new Problem("stopped while starting");
        }
        running.push(part);
    }

    private static void say(String line) {
        System.out.println("  " + line);
    }

    /**
     * Waits until the engine follows the database's changes, so that the first items can be watched as they are
     * inserted; no longer than this, and not for one that has ended.
     */
    void awaitStreaming(Duration atMost) throws SQLException, InterruptedException {
        Instant end = Instant.now().plus(atMost);
        while (engine.isAlive() && Instant.now().isBefore(end) && !postgres.isFollowed(DATABASE)) {
            Thread.sleep(LOOK_AGAIN);
        }
    }

    TodoTable todos() {
        return todos;
    }

    Engine engine() {
        return engine;
    }

    /** Returns a reader of the station that has logged in. */
    StationReader reader() {
        return reader;
    }

    /** Returns a reader of the dead letter station; empty where there is no schema. */
    Optional<StationReader> deadLetters() {
        return Optional.ofNullable(deadLetters);
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!running.isEmpty()) {
            end(running.pop());
        }
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (IOException | CallException | RuntimeException e) {
            System.err.println("Ending " + part.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
