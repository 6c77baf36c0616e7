package dev.memphis.it;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startable;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/** The real Memphis in containers: metadata database, broker, gateway (contract, "Running the real one"). */
final class RealMemphis implements AutoCloseable {
    static final String ROOT_PASSWORD = "Memphis-Root-1!";

    private static final int GATEWAY = 4444;
    private static final int MANAGEMENT = 9000;
    private static final int METADATA = 5005;
    private static final String CONNECTION_TOKEN = UUID.randomUUID().toString();

    private final Network network = Network.newNetwork();
    private final GenericContainer<?> metadata = container("memphisos/memphis-metadata:docker-15.2.0-debian-11-r27")
            .withNetworkAliases("memphis-metadata")
            .withEnv("POSTGRESQL_USERNAME", "memphis")
            .withEnv("POSTGRESQL_PASSWORD", "memphis")
            .withEnv("POSTGRESQL_DATABASE", "memphis")
            .withEnv("POSTGRESQL_PORT_NUMBER", String.valueOf(METADATA))
            .waitingFor(Wait.forSuccessfulCommand("pg_isready --username=memphis --port=" + METADATA));
    private final GenericContainer<?> broker = container("memphisos/memphis:1.4.3")
            .withNetworkAliases("memphis")
            .dependsOn(metadata)
            .withEnv("ROOT_PASSWORD", ROOT_PASSWORD)
            .withEnv("CONNECTION_TOKEN", CONNECTION_TOKEN)
            .withEnv("DOCKER_ENV", "true")
            .withEnv("USER_PASS_BASED_AUTH", "true")
            .withEnv("ANALYTICS", "false")
            .withEnv("METADATA_DB_HOST", "memphis-metadata")
            .withEnv("METADATA_DB_PORT", String.valueOf(METADATA))
            .withEnv("METADATA_DB_USER", "memphis")
            .withEnv("METADATA_DB_PASS", "memphis")
            .withEnv("METADATA_DB_DBNAME", "memphis")
            .withExposedPorts(MANAGEMENT)
            .waitingFor(Wait.forHttp("/").forPort(MANAGEMENT).withStartupTimeout(Duration.ofMinutes(3)));
    private final GenericContainer<?> gateway = container("memphisos/memphis-rest-gateway:1.2.8")
            .dependsOn(broker)
            .withEnv("JWT_SECRET", UUID.randomUUID().toString())
            .withEnv("REFRESH_JWT_SECRET", UUID.randomUUID().toString())
            // The plain word: with quotes of its own the gateway falls into token mode.
            .withEnv("USER_PASS_BASED_AUTH", "true")
            .withEnv("CONNECTION_TOKEN", CONNECTION_TOKEN)
            .withEnv("ROOT_USER", "root")
            .withEnv("ROOT_PASSWORD", ROOT_PASSWORD)
            .withEnv("MEMPHIS_HOST", "memphis")
            .withEnv("HTTP_PORT", String.valueOf(GATEWAY))
            .withExposedPorts(GATEWAY)
            .waitingFor(Wait.forHttp("/monitoring/status").forPort(GATEWAY).withStartupTimeout(Duration.ofMinutes(2)));

    private RealMemphis() {}

    /** Returns whether there is a Docker engine to run it. */
    static boolean canRun() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** Starts all three; returns when the gateway answers. */
    static RealMemphis start() {
        RealMemphis memphis = new RealMemphis();
        try {
            Startables.deepStart(memphis.gateway).join();
        } catch (RuntimeException e) {
            memphis.close();
            throw e;
        }
        return memphis;
    }

    @SuppressWarnings("resource") // closed with the others
    private GenericContainer<?> container(String image) {
        return new GenericContainer<>(DockerImageName.parse(image)).withNetwork(network);
    }

    URI gateway() {
        return uri(gateway, GATEWAY);
    }

    URI management() {
        return uri(broker, MANAGEMENT);
    }

    private static URI uri(GenericContainer<?> container, int port) {
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(port));
    }

    @Override
    public void close() {
        List.of(gateway, broker, metadata).forEach(Startable::stop);
        network.close();
    }
}
