package dev.memphis.emulator;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an emulator is set up. Immutable.
 *
 * @param host where to listen
 * @param port the gateway's; 0 for a free one
 * @param managementPort the management API's; 0 for a free one
 * @param rootPassword of user root
 * @param users further application users, name to password
 * @param stations created at the start
 * @param strict whether a race kills the gateway, as it does the real one
 * @param restartAfter how long a gateway that died stays away
 * @param brokerPatience how long the gateway waits for an absent broker before it gives up (contract, "Produce")
 */
public record EmulatorOptions(
        String host,
        int port,
        int managementPort,
        String rootPassword,
        Map<String, String> users,
        List<String> stations,
        String jwtSecret,
        String refreshJwtSecret,
        boolean strict,
        Duration restartAfter,
        Duration brokerPatience,
        Clock clock) {

    /** Free ports on loopback, user root with password {@code memphis}, not strict. */
    public static EmulatorOptions defaults() {
        return new EmulatorOptions(
                "127.0.0.1",
                0,
                0,
                "memphis",
                Map.of(),
                List.of(),
                "an emulator's jwt secret",
                "an emulator's refresh jwt secret",
                false,
                Duration.ofSeconds(1),
                Duration.ofSeconds(27),
                Clock.systemUTC());
    }

    public EmulatorOptions withHost(String newHost) {
        return new EmulatorOptions(
                newHost,
                port,
                managementPort,
                rootPassword,
                users,
                stations,
                jwtSecret,
                refreshJwtSecret,
                strict,
                restartAfter,
                brokerPatience,
                clock);
    }

    public EmulatorOptions withPorts(int gateway, int management) {
        return new EmulatorOptions(
                host,
                gateway,
                management,
                rootPassword,
                users,
                stations,
                jwtSecret,
                refreshJwtSecret,
                strict,
                restartAfter,
                brokerPatience,
                clock);
    }

    public EmulatorOptions withRootPassword(String password) {
        return new EmulatorOptions(
                host,
                port,
                managementPort,
                password,
                users,
                stations,
                jwtSecret,
                refreshJwtSecret,
                strict,
                restartAfter,
                brokerPatience,
                clock);
    }

    public EmulatorOptions withUser(String name, String password) {
        Map<String, String> more = new LinkedHashMap<>(users);
        more.put(name, password);
        return new EmulatorOptions(
                host,
                port,
                managementPort,
                rootPassword,
                Map.copyOf(more),
                stations,
                jwtSecret,
                refreshJwtSecret,
                strict,
                restartAfter,
                brokerPatience,
                clock);
    }

    public EmulatorOptions withStation(String name) {
        List<String> more = new ArrayList<>(stations);
        more.add(name);
        return new EmulatorOptions(
                host,
                port,
                managementPort,
                rootPassword,
                users,
                List.copyOf(more),
                jwtSecret,
                refreshJwtSecret,
                strict,
                restartAfter,
                brokerPatience,
                clock);
    }

    public EmulatorOptions withSecrets(String jwt, String refreshJwt) {
        return new EmulatorOptions(
                host,
                port,
                managementPort,
                rootPassword,
                users,
                stations,
                jwt,
                refreshJwt,
                strict,
                restartAfter,
                brokerPatience,
                clock);
    }

    public EmulatorOptions withStrict(boolean newStrict) {
        return new EmulatorOptions(
                host,
                port,
                managementPort,
                rootPassword,
                users,
                stations,
                jwtSecret,
                refreshJwtSecret,
                newStrict,
                restartAfter,
                brokerPatience,
                clock);
    }

    public EmulatorOptions withBrokerPatience(Duration patience) {
        return new EmulatorOptions(
                host,
                port,
                managementPort,
                rootPassword,
                users,
                stations,
                jwtSecret,
                refreshJwtSecret,
                strict,
                restartAfter,
                patience,
                clock);
    }

    @Override
    public String toString() {
        return "emulator on " + host + ", ports " + port + " and " + managementPort;
    }
}
