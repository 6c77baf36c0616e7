package dev.memphis.emulator;

import dev.memphis.emulator.access.AllowedHosts;
import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Journal;
import dev.memphis.emulator.broker.StationSettings;
import dev.memphis.emulator.broker.Users;
import dev.memphis.emulator.console.FaultRoutes;
import dev.memphis.emulator.console.LivePage;
import dev.memphis.emulator.console.LiveStream;
import dev.memphis.emulator.console.RecordRoutes;
import dev.memphis.emulator.console.RootOnly;
import dev.memphis.emulator.console.SameOrigin;
import dev.memphis.emulator.disk.DataFolder;
import dev.memphis.emulator.gateway.FaultSwitches;
import dev.memphis.emulator.gateway.Gateway;
import dev.memphis.emulator.management.ManagementServer;
import dev.memphis.emulator.process.Races;
import dev.memphis.emulator.record.Ring;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A Memphis in this process: REST gateway, broker and management API, behaving as docs/contract.md describes the real ones.
 * Thread-safe.
 */
public final class MemphisEmulator implements AutoCloseable {
    /** How often what is to be kept goes to the operating system, and from there to the disk. */
    private static final long FLUSH_MILLIS = 10;

    private static final long FORCE_MILLIS = 1000;

    private final Vertx vertx;
    private final URI gatewayUri;
    private final URI managementUri;
    private final Stations stations;
    private final Faults faults;
    private final Recording recording;
    private final Races races;
    private final Optional<DataFolder> folder;

    private MemphisEmulator(EmulatorOptions options) {
        String rootPassword = options.rootPassword();
        AllowedHosts hosts = new AllowedHosts(options.host(), options.allowedHosts());
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        EmulatorLoop loop = new EmulatorLoop(vertx);
        folder = options.data().map(DataFolder::open);
        Journal journal = folder.map(Journal.class::cast).orElse(Journal.NONE);
        Broker broker = new Broker(options.clock(), journal);
        Users users = new Users(journal);
        folder.ifPresent(kept -> kept.restore(broker, users));
        users.add("root", rootPassword, "root", options.clock().instant());
        options.users()
                .forEach((name, password) ->
                        users.add(name, password, "application", options.clock().instant()));
        options.stations().stream()
                .filter(name -> broker.station(name).isEmpty())
                .forEach(name -> broker.create(name, StationSettings.AUTO_CREATED, "root"));
        Ring ring = new Ring(options.recorded(), options.clock());
        Gateway gateway = new Gateway(
                vertx,
                broker,
                users,
                ring,
                options.clock(),
                new Gateway.Settings(
                        options.jwtSecret(),
                        options.refreshJwtSecret(),
                        options.patience(),
                        options.transit(),
                        options.cleaner(),
                        options.seed(),
                        hosts,
                        options.strict(),
                        options.restartAfter()));
        races = gateway.races();
        ManagementServer management =
                new ManagementServer(vertx, broker, users, options.clock(), options.jwtSecret() + " of the management");
        FaultSwitches switches = gateway.faults();
        stations = new Stations(loop, broker, switches::transit);
        faults = new Faults(loop, switches);
        new SameOrigin(hosts).mount(management.router());
        if (!hosts.loopbackOnly()) {
            new RootOnly(rootPassword).mount(management.router());
        }
        new FaultRoutes(switches, options.restartAfter()).mount(management.router());
        new RecordRoutes(ring, races).mount(management.router());
        new LivePage().mount(management.router());
        new LiveStream(vertx, broker, switches, ring, races).mount(management.router());
        recording = new Recording(loop, ring, races);
        folder.ifPresent(this::keep);
        broker.confineTo(loop::isHere);
        gatewayUri = uri(options.host(), gateway.listen(options.host(), options.port()));
        managementUri = uri(options.host(), management.listen(options.host(), options.managementPort()));
    }

    /**
     * Starts an emulator; returns when both ports answer.
     *
     * @throws IllegalArgumentException if others than this machine can reach it and root has no password given
     * @throws java.util.concurrent.CompletionException if a port is taken
     * @throws dev.memphis.emulator.disk.DataFolderException if the data folder cannot be used
     */
    public static MemphisEmulator start(EmulatorOptions options) {
        return new MemphisEmulator(options);
    }

    private static URI uri(String host, int port) {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    /** Returns where the REST gateway answers: {@code http://host:port}, with the port that it really has. */
    public URI gatewayUri() {
        return gatewayUri;
    }

    /** Returns where the management API and the live page answer: {@code http://host:port}. */
    public URI managementUri() {
        return managementUri;
    }

    /** Returns what is stored, for assertions. */
    public Stations stations() {
        return stations;
    }

    /** Returns the switches for what can go wrong. */
    public Faults faults() {
        return faults;
    }

    /**
     * Returns what the gateway was asked and what it answered.
     *
     * @see EmulatorOptions#recorded
     */
    public Recording record() {
        return recording;
    }

    /**
     * Returns the races noticed so far; a sink that is kind to the gateway causes none.
     *
     * @see EmulatorOptions#strict
     */
    public List<Races.Race> races() {
        return races.all();
    }

    private void keep(DataFolder kept) {
        vertx.setPeriodic(FLUSH_MILLIS, id -> kept.flush());
        vertx.setPeriodic(
                FORCE_MILLIS,
                id -> vertx.executeBlocking(() -> {
                    kept.force();
                    return true;
                }));
    }

    /** Ends both servers and what is kept in the data folder; returns when the ports are free. */
    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        folder.ifPresent(DataFolder::close);
    }
}
