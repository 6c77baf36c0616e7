package dev.memphis.it;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.quickstart.memphis.Management;
import dev.memphis.quickstart.memphis.StationReader;
import java.net.URI;
import java.util.Optional;

/**
 * The Memphis that the tests run against: a strict emulator or, with {@code -Dmemphis.gateway.url},
 * {@code -Dmemphis.management.url} and {@code -Dmemphis.root.password}, one that is running elsewhere.
 */
final class MemphisUnderTest implements AutoCloseable {
    static final String USER = "itservice";
    static final String PASSWORD = "It-Pass-1!";

    private final Optional<MemphisEmulator> emulator;
    private final URI gateway;
    private final Management management;

    private MemphisUnderTest(Optional<MemphisEmulator> emulator, URI gateway, URI management, String rootPassword)
            throws InterruptedException {
        this.emulator = emulator;
        this.gateway = gateway;
        this.management = Management.logIn(management, rootPassword);
        this.management.addUser(USER, PASSWORD);
    }

    static MemphisUnderTest start(EmulatorOptions options) throws InterruptedException {
        String outside = System.getProperty("memphis.gateway.url", "");
        if (!outside.isEmpty()) {
            return new MemphisUnderTest(
                    Optional.empty(),
                    URI.create(outside),
                    URI.create(System.getProperty("memphis.management.url")),
                    System.getProperty("memphis.root.password", "memphis"));
        }
        MemphisEmulator emulator = MemphisEmulator.start(options);
        return new MemphisUnderTest(Optional.of(emulator), emulator.gatewayUri(), emulator.managementUri(), "memphis");
    }

    URI gateway() {
        return gateway;
    }

    Management management() {
        return management;
    }

    /** Returns the emulator; empty when the tests run against an outside Memphis, which has no faults to switch. */
    Optional<MemphisEmulator> emulator() {
        return emulator;
    }

    /** Returns a reader of a station from its beginning, logged in. */
    StationReader reader(String station) throws InterruptedException {
        StationReader reader = new StationReader(gateway, USER, PASSWORD, station, "it-" + station);
        reader.logIn();
        return reader;
    }

    @Override
    public void close() {
        emulator.ifPresent(MemphisEmulator::close);
    }
}
