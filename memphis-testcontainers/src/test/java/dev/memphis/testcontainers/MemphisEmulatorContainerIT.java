package dev.memphis.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USER = "cdc";
    private static final String PASSWORD = "Cdc-$ass 1!";

    private final HttpClient http = HttpClient.newHttpClient();

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
            String token = logIn(memphis);

            assertThat(produce(memphis, token, "{\"id\":1}").statusCode()).isEqualTo(200);

            String consumed = post(
                            memphis,
                            token,
                            "/stations/orders/consume/batch",
                            "{\"consumer_name\":\"t\",\"consumer_group\":\"t\"}")
                    .body();
            assertThat(JSON.readTree(consumed).findValuesAsText("message")).containsExactly("{\"id\":1}");
        }
    }

    @Test
    void rootPassword_isTheOneGiven() throws Exception {
        try (MemphisEmulatorContainer memphis = emulator().withRootPassword("Root-Pass-1!")) {
            memphis.start();
            HttpRequest logIn = HttpRequest.newBuilder(memphis.managementUri().resolve("/api/usermgmt/login"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"username\":\"root\",\"password\":\"Root-Pass-1!\"}"))
                    .build();

            assertThat(http.send(logIn, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void faults_areSwitchedAndMended() throws Exception {
        try (MemphisEmulatorContainer memphis = emulator()) {
            memphis.start();
            String token = logIn(memphis);
            EmulatorFaults faults = memphis.faults();

            faults.replaceAnswers(503, false, 1);
            assertThat(produce(memphis, token, "{}").statusCode()).isEqualTo(503);
            faults.mend();
            assertThat(produce(memphis, token, "{}").statusCode()).isEqualTo(200);

            faults.breakBroker();
            assertThat(faults.allUp()).isFalse();
            faults.mendBroker();
            assertThat(faults.allUp()).isTrue();

            faults.resetAnswers(1);
            assertThatThrownBy(() -> produce(memphis, token, "{}")).isInstanceOf(IOException.class);
            faults.mend();

            faults.crashGateway(Duration.ofSeconds(2));
            assertThat(faults.allUp()).isFalse();
            assertThatThrownBy(() -> produce(memphis, token, "{}")).isInstanceOf(IOException.class);
            Awaitility.await("the gateway is back").until(faults::allUp);

            faults.invalidateTokens();
            assertThat(produce(memphis, token, "{}").statusCode()).isEqualTo(401);
            assertThat(faults.lost()).isZero();
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

    private String logIn(MemphisEmulatorContainer memphis) throws Exception {
        String body = JSON.createObjectNode()
                .put("username", USER)
                .put("password", PASSWORD)
                .toString();
        JsonNode answer =
                JSON.readTree(post(memphis, null, "/auth/authenticate", body).body());
        assertThat(answer.path("jwt").asText()).as(answer.toString()).isNotEmpty();
        return answer.path("jwt").asText();
    }

    private HttpResponse<String> produce(MemphisEmulatorContainer memphis, String token, String message)
            throws Exception {
        return post(memphis, token, "/stations/orders/produce/single", message);
    }

    private HttpResponse<String> post(MemphisEmulatorContainer memphis, String token, String path, String body)
            throws Exception {
        URI uri = memphis.gatewayUri().resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
