package dev.memphis.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.memphis.client.GatewayApi;
import dev.memphis.client.ManagementApi;
import dev.memphis.client.Session;
import dev.memphis.client.http.CallException;
import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.Secret;
import dev.memphis.delivery.protocol.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.Wait;

/** The emulator's container, used as a test would use it, in a Docker engine. */
class MemphisEmulatorContainerIT {
    private static final String USER = "cdc";
    private static final String PASSWORD = "Cdc-$ass 1!";
    private static final Credentials CDC =
            new Credentials(USER, new Secret(PASSWORD), 1, Duration.ofHours(1), Duration.ofHours(2));
    private static final int NO_ANSWER = 0;

    /** Builds the image, as {@link MemphisEmulatorContainer} says. */
    @BeforeAll
    static void image() throws Exception {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            String reason = "there is no Docker engine here to run the emulator's container in: skipped";
            System.out.println(reason);
            abort(reason);
        }
        run("docker/stand-in/provide");
        run(
                "docker",
                "buildx",
                "build",
                "-q",
                "--load",
                "-f",
                "docker/memphis/Dockerfile",
                "-t",
                "memphis-command",
                ".");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(Path.of(System.getProperty("project.folder")).toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }

    private static MemphisEmulatorContainer emulator() {
        return new MemphisEmulatorContainer().withUser(USER, PASSWORD).withStation("orders");
    }

    @Test
    void produced_isConsumed() throws Exception {
        try (MemphisEmulatorContainer memphis = emulator()) {
            memphis.start();
            try (GatewayApi gateway = gateway(memphis)) {
                Session session = gateway.logIn(CDC);

                gateway.produce(session, "orders", "{\"id\":1}");

                assertThat(gateway.consume(session, "orders", "t", 10, Duration.ofSeconds(5)))
                        .extracting(Message::text)
                        .containsExactly("{\"id\":1}");
            }
        }
    }

    @Test
    void rootPassword_isTheOneGiven() throws Exception {
        try (MemphisEmulatorContainer memphis = emulator().withRootPassword("Root-Pass-1!")) {
            memphis.start();

            ManagementApi.logIn(memphis.managementUri(), "root", "Root-Pass-1!").close();
        }
    }

    @Test
    void faults_areSwitchedAndMended() throws Exception {
        try (MemphisEmulatorContainer memphis = emulator()) {
            memphis.start();
            try (GatewayApi gateway = gateway(memphis)) {
                Session session = gateway.logIn(CDC);
                EmulatorFaults faults = memphis.faults();

                faults.replaceAnswers(503, false, 1);
                assertThat(produced(gateway, session)).isEqualTo(503);
                faults.mend();
                assertThat(produced(gateway, session)).isEqualTo(200);

                faults.breakBroker();
                assertThat(faults.allUp()).isFalse();
                faults.mendBroker();
                assertThat(faults.allUp()).isTrue();

                faults.resetAnswers(1);
                assertThat(produced(gateway, session)).isEqualTo(NO_ANSWER);
                faults.mend();

                faults.crashGateway(Duration.ofSeconds(2));
                assertThat(faults.allUp()).isFalse();
                assertThat(produced(gateway, session)).isEqualTo(NO_ANSWER);
                Awaitility.await("the gateway is back").until(faults::allUp);

                faults.invalidateTokens();
                assertThat(produced(gateway, session)).isEqualTo(401);
                assertThat(faults.lost()).isZero();
            }
        }
    }

    @Test
    void everyTime_isTaken() {
        try (MemphisEmulatorContainer memphis = emulator()) {
            memphis.start();
            EmulatorFaults faults = memphis.faults();

            faults.brokerPatience(Duration.ofSeconds(2));
            faults.brokerDelay(Duration.ofMillis(1));
            faults.latency(Duration.ofMillis(1));
            faults.clockSkew(Duration.ofSeconds(-5));
            faults.breakBroker(Duration.ofMillis(1));
            faults.truncateAnswers(0.5);
            faults.slowAnswers(Duration.ofMillis(1), 0.5);
            faults.invalidateRefreshTokens();
            assertThatThrownBy(() -> faults.latency(Duration.ofSeconds(-1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("latency_ms");
        }
    }

    /** Without the look at whether it runs, this takes a minute, and tells of a timeout. */
    @Test
    void containerThatEnds_endsTheWaitWithItsLastLines() {
        long begun = System.nanoTime();
        try (MemphisEmulatorContainer memphis = emulator().withStation("no/such name!")) {
            assertThatThrownBy(memphis::start)
                    .isInstanceOf(ContainerLaunchException.class)
                    .satisfies(e -> assertThat(causes(e))
                            .anySatisfy(cause -> assertThat(cause.getMessage())
                                    .contains("has ended with code 2", "memphis-command", "--station=no/such name!")));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void containerThatRunsAndIsNotReady_isWaitedForNoLongerThanAsked() {
        try (MemphisEmulatorContainer memphis = emulator()) {
            memphis.waitingFor(new WhileItRuns(Wait.forHttp("/no/such/page").forPort(4444))
                    .withStartupTimeout(Duration.ofSeconds(3)));

            assertThatThrownBy(memphis::start).isInstanceOf(ContainerLaunchException.class);
        }
    }

    private static Stream<Throwable> causes(Throwable problem) {
        return Stream.iterate(problem, cause -> cause != null, Throwable::getCause);
    }

    private static GatewayApi gateway(MemphisEmulatorContainer memphis) {
        return new GatewayApi(memphis.gatewayUri(), Duration.ofSeconds(10));
    }

    /** Returns the status of the answer to a produce. */
    private static int produced(GatewayApi gateway, Session session) throws InterruptedException {
        try {
            gateway.produce(session, "orders", "{}");
            return 200;
        } catch (CallException e) {
            return e.status();
        }
    }
}
