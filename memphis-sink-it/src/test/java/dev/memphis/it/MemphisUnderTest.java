package dev.memphis.it;

import static org.junit.jupiter.api.Assumptions.abort;

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
 * The Memphis that the tests run against: a strict emulator; with {@code -Dmemphis.containers=true} the real one in
 * containers; with {@code -Dmemphis.gateway.url}, {@code -Dmemphis.management.url} and {@code -Dmemphis.root.password}
 * one that is running elsewhere.
 */
final class MemphisUnderTest implements AutoCloseable {
    static final String USER = "itservice";
    static final String PASSWORD = "It-Pass-1!";

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

    static MemphisUnderTest start(EmulatorOptions options) throws CallException, InterruptedException {
        if (Boolean.getBoolean("memphis.containers")) {
            return inContainers();
        }
        String outside = System.getProperty("memphis.gateway.url", "");
        if (!outside.isEmpty()) {
            return new MemphisUnderTest(
                    Optional.empty(),
                    () -> {},
                    URI.create(outside),
                    URI.create(System.getProperty("memphis.management.url")),
                    System.getProperty("memphis.root.password", "memphis"));
        }
        MemphisEmulator emulator = MemphisEmulator.start(options);
        return new MemphisUnderTest(
                Optional.of(emulator), emulator::close, emulator.gatewayUri(), emulator.managementUri(), "memphis");
    }

    private static MemphisUnderTest inContainers() throws CallException, InterruptedException {
        RealMemphis.obstacle().ifPresent(obstacle -> {
            String reason = obstacle + ": skipped";
            // The reason of a skipped class is in no report that people read.
            System.out.println(reason);
            abort(reason);
        });
        RealMemphis real = RealMemphis.start();
        return new MemphisUnderTest(
                Optional.empty(), real::close, real.gateway(), real.management(), RealMemphis.ROOT_PASSWORD);
    }

    URI gateway() {
        return gateway;
    }

    URI managementUri() {
        return managementUri;
    }

    String rootPassword() {
        return rootPassword;
    }

    ManagementApi management() {
        return management;
    }

    /** Returns the emulator; empty when the tests run against a real Memphis, which has no faults to switch. */
    Optional<MemphisEmulator> emulator() {
        return emulator;
    }

    /** Returns a reader of a station from its beginning, logged in; closed with this. */
    StationReader reader(String station) throws CallException, InterruptedException {
        return reader(station, USER, PASSWORD);
    }

    /** Returns a reader of a station from its beginning, logged in as somebody; closed with this. */
    StationReader reader(String station, String user, String password) throws CallException, InterruptedException {
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
