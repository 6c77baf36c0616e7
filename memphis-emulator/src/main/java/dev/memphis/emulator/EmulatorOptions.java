package dev.memphis.emulator;

import dev.memphis.emulator.access.AllowedHosts;
import dev.memphis.emulator.faults.Durations;
import dev.memphis.emulator.faults.Patience;
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
import java.util.function.Consumer;

/** How an emulator is set up. Immutable: each {@code with…} returns changed options. */
public final class EmulatorOptions {
    private String host = "127.0.0.1";
    private int port;
    private int managementPort;
    private Optional<String> rootPassword = Optional.empty();
    private List<String> allowedHosts = List.of();
    private Map<String, String> users = Map.of();
    private List<String> stations = List.of();
    private String jwtSecret = random();
    private String refreshJwtSecret = random();
    private boolean strict;
    private Duration restartAfter = Duration.ofSeconds(1);
    private Patience patience = Patience.REAL;
    private Optional<Duration> transit = Optional.empty();
    private Duration cleaner = Duration.ofSeconds(30);
    private long seed;
    private int recorded = 10_000;
    private Clock clock = Clock.systemUTC();
    private Optional<Path> data = Optional.empty();

    private EmulatorOptions() {}

    private EmulatorOptions(EmulatorOptions other) {
        host = other.host;
        port = other.port;
        managementPort = other.managementPort;
        rootPassword = other.rootPassword;
        allowedHosts = other.allowedHosts;
        users = other.users;
        stations = other.stations;
        jwtSecret = other.jwtSecret;
        refreshJwtSecret = other.refreshJwtSecret;
        strict = other.strict;
        restartAfter = other.restartAfter;
        patience = other.patience;
        transit = other.transit;
        cleaner = other.cleaner;
        seed = other.seed;
        recorded = other.recorded;
        clock = other.clock;
        data = other.data;
    }

    /** Free ports on loopback, user root with password {@code memphis}, secrets that nobody knows, not strict. */
    public static EmulatorOptions defaults() {
        return new EmulatorOptions();
    }

    /** Returns a text that nobody can guess. */
    static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private EmulatorOptions with(Consumer<EmulatorOptions> change) {
        EmulatorOptions changed = new EmulatorOptions(this);
        change.accept(changed);
        return changed;
    }

    /**
     * The name or address to listen on, {@code 127.0.0.1} unless told otherwise. Where others than this machine can reach
     * it, {@link #withRootPassword} is needed as well.
     */
    public EmulatorOptions withHost(String newHost) {
        return with(options -> options.host = newHost);
    }

    /** Ports of the gateway and of the management API; 0 for a free one. */
    public EmulatorOptions withPorts(int gateway, int management) {
        return with(options -> {
            options.port = gateway;
            options.managementPort = management;
        });
    }

    /** Of user root; must be given where others than this machine can reach the emulator. */
    public EmulatorOptions withRootPassword(String password) {
        return with(options -> options.rootPassword = Optional.of(password));
    }

    /** One more name under which browsers may open the live page and ask the gateway, beside this machine's own. */
    public EmulatorOptions withAllowedHost(String name) {
        List<String> more = new ArrayList<>(allowedHosts);
        more.add(name);
        return with(options -> options.allowedHosts = List.copyOf(more));
    }

    /** One more application user. */
    public EmulatorOptions withUser(String name, String password) {
        Map<String, String> more = new LinkedHashMap<>(users);
        more.put(name, password);
        return with(options -> options.users = Map.copyOf(more));
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
        List<String> more = new ArrayList<>(stations);
        more.add(name);
        return with(options -> options.stations = List.copyOf(more));
    }

    /** What signs the tokens; random ones otherwise, so that no token outlives the emulator. */
    public EmulatorOptions withSecrets(String jwt, String refreshJwt) {
        return with(options -> {
            options.jwtSecret = jwt;
            options.refreshJwtSecret = refreshJwt;
        });
    }

    /**
     * Whether a race kills the gateway, as it does the real one.
     *
     * @see MemphisEmulator#races
     */
    public EmulatorOptions withStrict(boolean newStrict) {
        return with(options -> options.strict = newStrict);
    }

    /** How long a gateway that died of itself (a race, or a first produce without a broker) stays away; a second unless told. */
    public EmulatorOptions withRestartAfter(Duration away) {
        return with(options -> options.restartAfter = away);
    }

    /**
     * How long the gateway waits for an absent broker before it gives up (contract, "What 200 means").
     *
     * @see Faults#brokerPatience
     */
    public EmulatorOptions withBrokerPatience(Duration patience) {
        return with(options -> options.patience = options.patience.withBroker(patience));
    }

    /** How long the gateway waits for an absent broker, whatever it wants of it. */
    public EmulatorOptions withPatience(Patience newPatience) {
        return with(options -> options.patience = newPatience);
    }

    /**
     * How long a message is on its way from the gateway to the broker where nothing is wrong: 1 ms in a strict emulator
     * unless told otherwise, no time in another. A broker that dies takes with it what is on its way.
     *
     * @throws IllegalArgumentException if it is negative or longer than 30 days
     * @see Faults#brokerTransit
     */
    public EmulatorOptions withTransit(Duration time) {
        Durations.notNegative("transit", time);
        return with(options -> options.transit = Optional.of(time));
    }

    /**
     * How far the ticks of the gateway's cleaner are apart, 30 s as the real one's; zero for never (contract,
     * "Identity").
     *
     * @throws IllegalArgumentException if it is negative or longer than 30 days
     * @see Faults#cleaner
     */
    public EmulatorOptions withCleaner(Duration tick) {
        Durations.notNegative("cleaner", tick);
        return with(options -> options.cleaner = tick);
    }

    /** Seed of what is left to chance: when the gateway notices a broker's death, and when it tries again. */
    public EmulatorOptions withSeed(long newSeed) {
        return with(options -> options.seed = newSeed);
    }

    /**
     * How many of the newest exchanges are kept for {@link MemphisEmulator#record}, each some 600 bytes; 0 for none.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public EmulatorOptions withRecorded(int exchanges) {
        if (exchanges < 0) {
            throw new IllegalArgumentException("recorded=" + exchanges + ": a number of 0 or more is needed");
        }
        return with(options -> options.recorded = exchanges);
    }

    /** The clock of broker and gateway. */
    public EmulatorOptions withClock(Clock newClock) {
        return with(options -> options.clock = newClock);
    }

    /**
     * Keeps users, stations, messages and consumers' positions in a folder, over restarts. Times of its messages count
     * by the clock of the emulator that opens it.
     */
    public EmulatorOptions withData(Path folder) {
        return with(options -> options.data = Optional.of(folder));
    }

    /** Returns the name or address that is listened on. */
    public String host() {
        return host;
    }

    /** Returns the gateway's port; 0 for a free one. */
    public int port() {
        return port;
    }

    /** Returns the management API's port; 0 for a free one. */
    public int managementPort() {
        return managementPort;
    }

    /**
     * Returns the password of user root: the one given, else {@code memphis}.
     *
     * @throws IllegalArgumentException if it was not given and others than this machine can reach the emulator
     */
    public String rootPassword() {
        return rootPassword.orElseGet(() -> {
            if (!AllowedHosts.isLoopback(host)) {
                throw new IllegalArgumentException(
                        "root password: needed on host " + host + ", where others can reach the emulator");
            }
            return "memphis";
        });
    }

    /** Returns the names, beside this machine's own, under which browsers may open the live page. */
    public List<String> allowedHosts() {
        return allowedHosts;
    }

    /** Returns the application users, name to password. */
    public Map<String, String> users() {
        return users;
    }

    /** Returns the stations that are created at the start, in the order in which they were named. */
    public List<String> stations() {
        return stations;
    }

    /** Returns what signs access tokens. */
    public String jwtSecret() {
        return jwtSecret;
    }

    /** Returns what signs refresh tokens. */
    public String refreshJwtSecret() {
        return refreshJwtSecret;
    }

    /** Says whether a race kills the gateway. */
    public boolean strict() {
        return strict;
    }

    /** Returns how long a gateway that died of itself stays away. */
    public Duration restartAfter() {
        return restartAfter;
    }

    /** Returns how long the gateway waits for an absent broker. */
    public Patience patience() {
        return patience;
    }

    /** Returns how long a message is on its way from the gateway to the broker where nothing is wrong. */
    public Duration transit() {
        return transit.orElse(strict ? Duration.ofMillis(1) : Duration.ZERO);
    }

    /** Returns how far the ticks of the gateway's cleaner are apart; zero for never. */
    public Duration cleaner() {
        return cleaner;
    }

    /** Returns the seed of what is left to chance. */
    public long seed() {
        return seed;
    }

    /** Returns how many of the newest exchanges are kept. */
    public int recorded() {
        return recorded;
    }

    /** Returns the clock of broker and gateway. */
    public Clock clock() {
        return clock;
    }

    /** Returns the folder that outlives the emulator; empty if nothing does. */
    public Optional<Path> data() {
        return data;
    }

    /** Tells host and ports, and no secret. */
    @Override
    public String toString() {
        return "emulator on " + host + ", ports " + port + " and " + managementPort;
    }
}
