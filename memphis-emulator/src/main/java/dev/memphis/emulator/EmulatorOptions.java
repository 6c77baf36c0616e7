package dev.memphis.emulator;

import dev.memphis.emulator.access.AllowedHosts;
import dev.memphis.emulator.faults.Durations;
import dev.memphis.emulator.faults.Patience;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an emulator is set up. Immutable: each {@code with…} returns changed options; there is one for every component, and
 * further ones here for what is added or given without its {@link Optional}.
 *
 * @param host the name or address to listen on; where others than this machine can reach it, root needs a password as well
 * @param port of the gateway; 0 for a free one
 * @param managementPort of the management API; 0 for a free one
 * @param givenRootPassword of user root
 * @param allowedHosts names under which browsers may open the live page and ask the gateway, beside this machine's own
 * @param users the application users, name to password
 * @param stations are created at the start, in the order in which they were named
 * @param jwtSecret signs access tokens; random unless told otherwise, so that no token outlives the emulator
 * @param refreshJwtSecret signs refresh tokens; random as well
 * @param strict whether a race kills the gateway, as it does the real one ({@link MemphisEmulator#races})
 * @param restartAfter how long a gateway that died of itself (a race, or a first produce without a broker) stays away
 * @param patience how long the gateway waits for an absent broker, whatever it wants of it ({@link Faults#brokerPatience})
 * @param givenTransit how long a message is on its way from the gateway to the broker where nothing is wrong; a broker that
 *     dies takes with it what is on its way ({@link Faults#brokerTransit})
 * @param cleaner how far the ticks of the gateway's cleaner are apart, 30 s as the real one's; zero for never (contract,
 *     "Identity"; {@link Faults#cleaner})
 * @param seed of what is left to chance: when the gateway notices a broker's death, and when it tries again
 * @param recorded how many of the newest exchanges are kept for {@link MemphisEmulator#record}, each some 600 bytes; 0 for
 *     none
 * @param clock of broker and gateway
 * @param data keeps users, stations, messages and consumers' positions in this folder, over restarts; times of its messages
 *     count by the clock of the emulator that opens it
 */
@RecordBuilder
@RecordBuilder.Options(useImmutableCollections = true)
public record EmulatorOptions(
        String host,
        int port,
        int managementPort,
        Optional<String> givenRootPassword,
        List<String> allowedHosts,
        Map<String, String> users,
        List<String> stations,
        String jwtSecret,
        String refreshJwtSecret,
        boolean strict,
        Duration restartAfter,
        Patience patience,
        Optional<Duration> givenTransit,
        Duration cleaner,
        long seed,
        int recorded,
        Clock clock,
        Optional<Path> data)
        implements EmulatorOptionsBuilder.With {
    /** @throws IllegalArgumentException if a time is negative or longer than 30 days, or a number negative */
    public EmulatorOptions {
        givenTransit.ifPresent(time -> Durations.notNegative("transit", time));
        Durations.notNegative("cleaner", cleaner);
        if (recorded < 0) {
            throw new IllegalArgumentException("recorded=" + recorded + ": a number of 0 or more is needed");
        }
    }

    /** Free ports on loopback, user root with password {@code memphis}, secrets that nobody knows, not strict. */
    public static EmulatorOptions defaults() {
        return EmulatorOptionsBuilder.builder()
                .host("127.0.0.1")
                .jwtSecret(random())
                .refreshJwtSecret(random())
                .restartAfter(Duration.ofSeconds(1))
                .patience(Patience.REAL)
                .cleaner(Duration.ofSeconds(30))
                .recorded(10_000)
                .clock(Clock.systemUTC())
                .build();
    }

    /** Returns a text that nobody can guess. */
    static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Ports of the gateway and of the management API; 0 for a free one. */
    public EmulatorOptions withPorts(int gateway, int management) {
        return withPort(gateway).withManagementPort(management);
    }

    /** Of user root; must be given where others than this machine can reach the emulator. */
    public EmulatorOptions withRootPassword(String password) {
        return withGivenRootPassword(Optional.of(password));
    }

    /** One more name under which browsers may come. */
    public EmulatorOptions withAllowedHost(String name) {
        return withAllowedHosts(more(allowedHosts, name));
    }

    /** One more application user. */
    public EmulatorOptions withUser(String name, String password) {
        Map<String, String> more = new LinkedHashMap<>(users);
        more.put(name, password);
        return withUsers(more);
    }

    /**
     * One more application user.
     *
     * @param nameAndPassword with a colon between them
     * @throws IllegalArgumentException if there is none, or nothing before or behind it
     */
    public EmulatorOptions withUser(String nameAndPassword) {
        int colon = nameAndPassword.indexOf(':');
        if (colon < 1 || colon == nameAndPassword.length() - 1) {
            throw new IllegalArgumentException(
                    "a user: name:password is needed, for example todocdcservice:Todo-Cdc-1!");
        }
        return withUser(nameAndPassword.substring(0, colon), nameAndPassword.substring(colon + 1));
    }

    /** One more station, created at the start. */
    public EmulatorOptions withStation(String name) {
        return withStations(more(stations, name));
    }

    private static List<String> more(List<String> names, String name) {
        List<String> more = new ArrayList<>(names);
        more.add(name);
        return more;
    }

    /** What signs the tokens. */
    public EmulatorOptions withSecrets(String jwt, String refreshJwt) {
        return withJwtSecret(jwt).withRefreshJwtSecret(refreshJwt);
    }

    /** How long the gateway waits for an absent broker before it gives up (contract, "What 200 means"). */
    public EmulatorOptions withBrokerPatience(Duration time) {
        return withPatience(patience.withBroker(time));
    }

    /** How long a message is on its way from the gateway to the broker. */
    public EmulatorOptions withTransit(Duration time) {
        return withGivenTransit(Optional.of(time));
    }

    /** A folder that outlives the emulator. */
    public EmulatorOptions withData(Path folder) {
        return withData(Optional.of(folder));
    }

    /**
     * Returns the password of user root: the one given, else {@code memphis}.
     *
     * @throws IllegalArgumentException if it was not given and others than this machine can reach the emulator
     */
    public String rootPassword() {
        return givenRootPassword.orElseGet(() -> {
            if (!AllowedHosts.isLoopback(host)) {
                throw new IllegalArgumentException(
                        "root password: needed on host " + host + ", where others can reach the emulator");
            }
            return "memphis";
        });
    }

    /** Returns how long a message is on its way: unless told otherwise, 1 ms in a strict emulator, no time in another. */
    public Duration transit() {
        return givenTransit.orElse(strict ? Duration.ofMillis(1) : Duration.ZERO);
    }

    /** Tells host and ports, and no secret. */
    @Override
    public String toString() {
        return "emulator on " + host + ", ports " + port + " and " + managementPort;
    }
}
