package dev.memphis.testbed.memphis;

import dev.memphis.client.ManagementApi;
import dev.memphis.client.StationReader;
import dev.memphis.client.http.CallException;
import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import java.net.URI;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The Memphis that something is tried with, an emulator or a real one, with a user for it and readers of its stations. Safe for use
 * by several threads.
 */
public final class MemphisUnderTest implements AutoCloseable {
    /** Who the sink logs in as; made where missing. */
    public static final String USER = "itservice";

    public static final String PASSWORD = "It-Pass-1!";

    private final Optional<MemphisEmulator> emulator;
    private final Runnable end;
    private final URI gateway;
    private final URI managementUri;
    private final String rootPassword;
    private final ManagementApi management;
    private final Deque<StationReader> readers = new ConcurrentLinkedDeque<>();

    private MemphisUnderTest(
            Optional<MemphisEmulator> emulator, Runnable end, URI gateway, URI management, String rootPassword)
            throws CallException, InterruptedException {
        this.emulator = emulator;
        this.end = end;
        this.gateway = gateway;
        this.managementUri = management;
        this.rootPassword = rootPassword;
        this.management = ManagementApi.logIn(management, "root", rootPassword);
        this.management.addUser(USER, PASSWORD);
    }

    /** Starts an emulator, which is closed with this. */
    public static MemphisUnderTest emulated(EmulatorOptions options) throws CallException, InterruptedException {
        MemphisEmulator emulator = MemphisEmulator.start(options);
        return new MemphisUnderTest(
                Optional.of(emulator), emulator::close, emulator.gatewayUri(), emulator.managementUri(), "memphis");
    }

    /**
     * Takes one that runs elsewhere.
     *
     * @param end what ends it when this is closed
     */
    public static MemphisUnderTest outside(Runnable end, URI gateway, URI management, String rootPassword)
            throws CallException, InterruptedException {
        return new MemphisUnderTest(Optional.empty(), end, gateway, management, rootPassword);
    }

    /** Returns where its gateway is. */
    public URI gateway() {
        return gateway;
    }

    /** Returns where its management API is. */
    public URI managementUri() {
        return managementUri;
    }

    /** Returns root's password of the management API. */
    public String rootPassword() {
        return rootPassword;
    }

    /** Returns the management API, logged in as root. */
    public ManagementApi management() {
        return management;
    }

    /** Returns the emulator; empty when the tests run against a real Memphis, which has no faults to switch. */
    public Optional<MemphisEmulator> emulator() {
        return emulator;
    }

    /** Returns a reader of a station from its beginning, logged in; closed with this. */
    public StationReader reader(String station) throws CallException, InterruptedException {
        return reader(station, USER, PASSWORD);
    }

    /** Returns a reader of a station from its beginning, logged in as somebody; closed with this. */
    public StationReader reader(String station, String user, String password)
            throws CallException, InterruptedException {
        StationReader reader = StationReader.logIn(gateway, user, password, station, "it-" + station);
        readers.add(reader);
        return reader;
    }

    @Override
    public void close() {
        readers.forEach(StationReader::close);
        management.close();
        end.run();
    }
}
