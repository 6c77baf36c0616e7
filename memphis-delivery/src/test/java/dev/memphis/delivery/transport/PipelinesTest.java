package dev.memphis.delivery.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.options.GatewayConfig;
import io.vertx.core.net.NetClient;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which connection a request goes over after a silence, on a real socket. */
class PipelinesTest {
    private final VertxLoop loop = new VertxLoop();
    private final LateLoop clock = new LateLoop(loop);
    private final AtomicInteger unexpectedEnds = new AtomicInteger();
    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    /** A firewall may have forgotten the connection and say nothing: what is sent over it would wait for its time-out. */
    @Test
    void afterALongSilence_aNewConnectionIsUsedAndNothingHadEndedUnexpectedly() throws Exception {
        try (ScriptedServer server = new ScriptedServer((request, line) -> {
            lines.add(line.socket());
            line.answer(200, "", "hello");
        })) {
            Pipelines pipelines = pipelines(server.url("http"));
            ask(pipelines);
            clock.pass(Duration.ofSeconds(29));
            ask(pipelines);
            assertThat(lines).hasSize(1);
            clock.pass(Duration.ofSeconds(29));
            ask(pipelines);
            assertThat(lines).as("it was used in between").hasSize(1);

            clock.pass(Duration.ofSeconds(31));

            assertThat(ask(pipelines)).isInstanceOf(HttpReply.Answered.class);
            assertThat(lines).hasSize(2);
            assertThat(unexpectedEnds).hasValue(0);
        }
    }

    /** A broker that is slow says nothing for long. */
    @Test
    void connectionWithARequestUnderWay_isNotLeft() throws Exception {
        CompletableFuture<ScriptedServer.Line> first = new CompletableFuture<>();
        try (ScriptedServer server = new ScriptedServer((request, line) -> {
            lines.add(line.socket());
            if (!first.complete(line)) {
                line.answer(200, "", "first");
                line.answer(200, "", "second");
            }
        })) {
            Pipelines pipelines = pipelines(server.url("http"));
            CompletableFuture<HttpReply> waiting = send(pipelines);
            first.get(5, TimeUnit.SECONDS);
            clock.pass(Duration.ofSeconds(31));

            ask(pipelines);

            assertThat(waiting.get(5, TimeUnit.SECONDS)).isInstanceOf(HttpReply.Answered.class);
        }
        assertThat(lines).hasSize(1);
    }

    private Pipelines pipelines(URI url) {
        GatewayConfig config = new SampleConfig(url).config().gateway();
        NetClient client = loop.vertx().createNetClient(ClientOptions.ofSocket(config, url));
        Endpoint endpoint = Endpoint.of(config, url);
        return new Pipelines(
                1,
                (number, ended) -> new Connection(number, clock, client, endpoint, new RequestEncoder(endpoint), ended),
                unexpectedEnds::incrementAndGet);
    }

    private CompletableFuture<HttpReply> send(Pipelines pipelines) {
        CompletableFuture<HttpReply> reply = new CompletableFuture<>();
        loop.execute(() -> pipelines.fill().send(HttpPost.json("/x", "{}"), Duration.ofMinutes(5), reply::complete));
        return reply;
    }

    private HttpReply ask(Pipelines pipelines) throws Exception {
        return send(pipelines).get(5, TimeUnit.SECONDS);
    }
}
