package dev.memphis.it;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.memphis.testcontainers.WhileItRuns;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.lifecycle.Startable;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/** The real Memphis in containers: metadata database, broker, gateway (contract, "Running the real one"). */
final class RealMemphis implements AutoCloseable {
    static final String ROOT_PASSWORD = "Memphis-Root-1!";

    private static final String METADATA_IMAGE = "memphisos/memphis-metadata:docker-15.2.0-debian-11-r27";
    private static final String BROKER_IMAGE = "memphisos/memphis:1.4.3";
    private static final String GATEWAY_IMAGE = "memphisos/memphis-rest-gateway:1.2.8";
    private static final List<String> IMAGES = List.of(METADATA_IMAGE, BROKER_IMAGE, GATEWAY_IMAGE);

    private static final int GATEWAY = 4444;
    private static final int MANAGEMENT = 9000;
    private static final int METADATA = 5005;
    private static final String CONNECTION_TOKEN = UUID.randomUUID().toString();

    private final Network network = Network.newNetwork();
    private final GenericContainer<?> metadata = container(METADATA_IMAGE)
            .withNetworkAliases("memphis-metadata")
            .withEnv("POSTGRESQL_USERNAME", "memphis")
            .withEnv("POSTGRESQL_PASSWORD", "memphis")
            .withEnv("POSTGRESQL_DATABASE", "memphis")
            .withEnv("POSTGRESQL_PORT_NUMBER", String.valueOf(METADATA))
            // Over TCP: while the image sets the database up, it answers on its socket only, and the broker ends when
            // it
            // finds no database.
            .waitingFor(new WhileItRuns(
                    Wait.forSuccessfulCommand("pg_isready --host=127.0.0.1 --username=memphis --port=" + METADATA)));
    private final GenericContainer<?> broker = container(BROKER_IMAGE)
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
            .waitingFor(
                    new WhileItRuns(Wait.forHttp("/").forPort(MANAGEMENT).withStartupTimeout(Duration.ofMinutes(3))));
    private final GenericContainer<?> gateway = container(GATEWAY_IMAGE)
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
            .waitingFor(new WhileItRuns(
                    Wait.forHttp("/monitoring/status").forPort(GATEWAY).withStartupTimeout(Duration.ofMinutes(2))));

    private RealMemphis() {}

    /** Returns why it cannot be run here; empty where it can. */
    private static Optional<String> obstacle() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("there is no Docker engine here to run the real Memphis in");
        }
        return IMAGES.stream()
                .filter(image -> !canBeHad(image))
                .findFirst()
                .map(image ->
                        "the image " + image + " is not here and cannot be pulled, so the real Memphis cannot be run");
    }

    private static boolean canBeHad(String image) {
        try {
            return !new RemoteDockerImage(DockerImageName.parse(image)).get().isEmpty();
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Starts all three; returns when the gateway answers. Where it cannot be run, the test is skipped and says why. */
    static RealMemphis startOrSkip() {
        obstacle().ifPresent(obstacle -> {
            String reason = obstacle + ": skipped";
            // The reason of a skipped class is in no report that people read.
            System.out.println(reason);
            abort(reason);
        });
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
