package dev.memphis.testcontainers;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * An emulated Memphis: REST gateway, broker and management API. Its image is made by
 * {@code docker build -f docker/memphis/Dockerfile -t memphis-command .}; it needs nothing else. Strict unless told
 * otherwise: it crashes where the real gateway might. Configure it before it starts; thread-safe afterwards.
 *
 * <pre>{@code
 * try (MemphisEmulatorContainer memphis = new MemphisEmulatorContainer().withUser("todocdcservice", "Todo-Cdc-1!")) {
 *     memphis.start();
 *     // … send to memphis.gatewayUri() …
 *     memphis.faults().crashGateway(Duration.ofSeconds(2));
 * }
 * }</pre>
 */
public class MemphisEmulatorContainer extends GenericContainer<MemphisEmulatorContainer> {
    /** The image that the constructor without an argument takes. */
    public static final DockerImageName DEFAULT_IMAGE = DockerImageName.parse("memphis-command");

    /** The gateway's port in the container, for other containers of its network. */
    public static final int GATEWAY_PORT = 4444;

    /** The management API's port in the container. */
    public static final int MANAGEMENT_PORT = 9000;

    private final List<String> options = new ArrayList<>();
    private boolean strict = true;
    private String rootPassword = "memphis";

    /** Takes {@link #DEFAULT_IMAGE}. */
    public MemphisEmulatorContainer() {
        this(DEFAULT_IMAGE);
    }

    /** @param image one that runs the {@code memphis} command */
    public MemphisEmulatorContainer(DockerImageName image) {
        super(image);
        addExposedPorts(GATEWAY_PORT, MANAGEMENT_PORT);
        waitingFor(new WhileItRuns(Wait.forHttp("/monitoring/status").forPort(GATEWAY_PORT)));
    }

    /**
     * Creates an application user.
     *
     * @throws IllegalArgumentException if the name is empty or has a colon in it, or the password is empty
     */
    public MemphisEmulatorContainer withUser(String name, String password) {
        if (name.isEmpty() || name.indexOf(':') >= 0 || password.isEmpty()) {
            throw new IllegalArgumentException(
                    "user '" + name + "': a name without a colon and a password that is not empty are needed");
        }
        return option("--user", name + ":" + password);
    }

    /** Creates a station, as a produce would. A name that Memphis does not take ends the start, with the reason. */
    public MemphisEmulatorContainer withStation(String name) {
        return option("--station", name);
    }

    /** Whether it crashes where the real gateway might: a log-in that meets a produce, two first produces that meet. */
    public MemphisEmulatorContainer withStrict(boolean crashes) {
        strict = crashes;
        return this;
    }

    /** The password of the management API's user root; {@code memphis} unless told otherwise. */
    public MemphisEmulatorContainer withRootPassword(String password) {
        rootPassword = password;
        return this;
    }

    /** How many of the newest exchanges {@code /emulator/record} keeps. */
    public MemphisEmulatorContainer withRecorded(int count) {
        return option("--record", String.valueOf(count));
    }

    private MemphisEmulatorContainer option(String name, String value) {
        options.add(name);
        options.add(value);
        return this;
    }

    @Override
    protected void configure() {
        List<String> command = new ArrayList<>(List.of("emulator", "--host", "0.0.0.0"));
        // For the live page, when the engine is reached by a name.
        command.addAll(List.of("--allowed-host", getHost()));
        command.addAll(options);
        if (strict) {
            command.add("--strict");
        }
        setCommand(command.toArray(String[]::new));
        addEnv("ROOT_PASSWORD", rootPassword);
    }

    /**
     * Returns the gateway's address, as seen from the test.
     *
     * @throws IllegalStateException before the start
     */
    public URI gatewayUri() {
        return uri(GATEWAY_PORT);
    }

    /**
     * Returns the management API's address, where the live page is too, as seen from the test.
     *
     * @throws IllegalStateException before the start
     */
    public URI managementUri() {
        return uri(MANAGEMENT_PORT);
    }

    private URI uri(int port) {
        return URI.create("http://" + getHost() + ":" + getMappedPort(port));
    }

    /** Returns the password of the management API's user root. */
    public String rootPassword() {
        return rootPassword;
    }

    /**
     * Returns the switches of what can go wrong.
     *
     * @throws IllegalStateException before the start
     */
    public EmulatorFaults faults() {
        return new EmulatorFaults(managementUri(), rootPassword);
    }
}
