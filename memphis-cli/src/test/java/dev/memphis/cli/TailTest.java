package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.memphis.cli.config.ConfigFile;
import dev.memphis.client.GatewayApi;
import dev.memphis.client.http.CallException;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.emulator.junit.WithMemphis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@WithMemphis(users = "cdc:" + Properties.PASSWORD, stations = "orders")
class TailTest extends EmulatorCase {
    private static final String UPDATE = """
            {"schema":{},"payload":{"before":{"id":7,"status":"NEW"},"after":{"id":7,"status":"SHIPPED"},\
            "source":{"schema":"public","db":"shop","table":"orders","ts_ms":1764000000123},"op":"u"}}""";
    private static final String DELETE = """
            {"before":{"id":7},"after":null,"source":{"db":"shop","table":"orders","ts_ms":1764000000123},"op":"d"}""";

    /** With tokens that end in the year 2100. */
    private static final String LOG_IN =
            "{\"jwt\":\"h.eyJleHAiOjQxMDI0NDQ4MDB9.s\"," + "\"jwt_refresh_token\":\"h.eyJleHAiOjQxMDI0NDQ4MDB9.s\"}";

    @Test
    void envelopes_areReadableChanges() throws Exception {
        produce(UPDATE, DELETE);

        Run run = tail("--from-beginning", "--count", "2");

        assertThat(run.out()).isEqualTo("""
                        2025-11-24T16:00:00.123Z update   public.orders {"id":7,"status":"NEW" → "SHIPPED"}
                        2025-11-24T16:00:00.123Z delete   shop.orders {"id":7}
                        """);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void otherMessages_areShownAsTheyAreButHarmless() throws Exception {
        produce("{\"a\":1}", "\u001b[2Jplain");

        assertThat(tail("--from-beginning", "--count", "2").out()).isEqualTo("{\"a\":1}\n\\u001b[2Jplain\n");
    }

    @Test
    void json_isAnObjectALine() throws Exception {
        produce(DELETE);

        String line = tail("--from-beginning", "--count", "1", "--json").out();

        assertThat(new ObjectMapper().readTree(line).get("message").textValue()).isEqualTo(DELETE);
    }

    @Test
    void namedGroup_goesOnWhereItStopped() throws Exception {
        produce("1", "2", "3");

        assertThat(tail("--group", "g", "--count", "2").out()).isEqualTo("1\n2\n");
        assertThat(tail("--group", "g", "--count", "1").out()).isEqualTo("3\n");
    }

    @Test
    void nothingThere_isToldOnce() throws Exception {
        long before = emulator.record().last();
        CompletableFuture<Run> tail = CompletableFuture.supplyAsync(() -> tail("--from-beginning", "--count", "1"));
        await().atMost(Duration.ofSeconds(30)).until(() -> consumes(before) >= 2);
        produce("1");

        Run run = tail.get(30, TimeUnit.SECONDS);

        assertThat(run.out()).isEqualTo("1\n");
        assertThat(run.err()).containsOnlyOnce("Nothing to show yet: waiting for what comes.");
        assertThat(tail("--from-beginning", "--count", "1").err()).doesNotContain("Nothing to show");
    }

    private long consumes(long since) {
        return emulator.record().since(since).stream()
                .filter(exchange -> exchange.path().contains("/consume/"))
                .count();
    }

    @Test
    void wrongPassword_namesUserAndOptions() throws Exception {
        Run run = tail("--set", "password=Wrong-Pass1!");

        assertThat(run.err())
                .isEqualTo("memphis tail: the gateway refuses user 'cdc': check debezium.sink.memphis.username and"
                        + " debezium.sink.memphis.password\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void badArguments_areUsageErrors() throws Exception {
        assertThat(Run.memphis("tail", "Or ders").err())
                .isEqualTo("memphis tail: 'Or ders' is no station: must be 1 to 128 of a-z, 0-9, '.', '-' and '_', the"
                        + " first and the last a letter or digit\n");
        assertThat(tail("--count", "0").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(tail("--group", "../x").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.memphis("tail").err()).startsWith("memphis tail: Missing required parameter: 'STATION'");
    }

    private Run tail(String... more) {
        String[] all = new String[more.length + 4];
        all[0] = "tail";
        all[1] = "orders";
        all[2] = "-c";
        all[3] = file();
        System.arraycopy(more, 0, all, 4, more.length);
        return Run.memphis(all);
    }

    private String file() {
        try {
            return Properties.file(directory, emulator.gatewayUri());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void produce(String... messages) throws IOException, CallException, InterruptedException {
        String file = Properties.file(directory, emulator.gatewayUri());
        MemphisConfig config = ConfigFile.read(Path.of(file), Map.of()).memphis();
        try (GatewayApi gateway = new GatewayApi(config.gateway(), emulator.gatewayUri())) {
            var session = gateway.logIn(config.credentials());
            for (String message : messages) {
                gateway.produce(session, "orders", message);
            }
        }
    }

    @Test
    void tokenThatIsAlwaysRefused_isNotRenewedWithoutAPause() throws Exception {
        BlockingQueue<Long> logIns = new LinkedBlockingQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean logIn = exchange.getRequestURI().getPath().startsWith("/auth");
            if (logIn) {
                logIns.add(System.nanoTime());
            }
            byte[] body = (logIn ? LOG_IN : "{\"message\":\"Unauthorized\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(logIn ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        String file = Properties.file(directory, url);
        Thread tail = Thread.ofPlatform().start(() -> Run.memphis("tail", "orders", "-c", file, "--from-beginning"));
        try {
            long first = logIns.poll(20, TimeUnit.SECONDS);
            long second = logIns.poll(20, TimeUnit.SECONDS);

            assertThat(Duration.ofNanos(second - first)).isGreaterThan(Duration.ofMillis(1900));
        } finally {
            tail.interrupt();
            tail.join();
            server.stop(0);
        }
    }
}
