package dev.memphis.delivery.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.dns.AddressResolverOptions;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A name server that takes questions and never answers, on a real socket. */
class DeadNameServiceTest {
    private static final HttpPost POST =
            new HttpPost("/x", "text/plain", List.of(), List.of("x".getBytes(StandardCharsets.UTF_8)));
    private static final Duration TIMEOUT = Duration.ofMillis(700);

    @Test
    void deadNameService_doesNotHoldUpTheLoopNorDeadlinesNorTheEnd() throws Exception {
        try (DatagramSocket server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                VertxLoop loop = new VertxLoop(names(server))) {
            server.setSoTimeout(5000);
            VertxTransport transport = new VertxTransport(
                    loop,
                    new SampleConfig(URI.create("http://gateway.example:4444"))
                            .config()
                            .gateway());
            CompletableFuture<HttpReply> produced = new CompletableFuture<>();
            CompletableFuture<HttpReply> loggedIn = new CompletableFuture<>();
            loop.execute(() -> {
                transport.send(POST, Transport.Spread.FILL, TIMEOUT, produced::complete);
                transport.post(POST, TIMEOUT, loggedIn::complete);
            });
            server.receive(new DatagramPacket(new byte[512], 512));

            CompletableFuture<Boolean> turned = new CompletableFuture<>();
            loop.execute(() -> turned.complete(produced.isDone() || loggedIn.isDone()));
            assertThat(turned.get(5, TimeUnit.SECONDS))
                    .as("the loop goes on while the question is out")
                    .isFalse();

            for (CompletableFuture<HttpReply> reply : List.of(produced, loggedIn)) {
                assertThat(reply.get(10, TimeUnit.SECONDS)).isInstanceOf(HttpReply.None.class);
            }
            transport.close();
        }
    }

    private static AddressResolverOptions names(DatagramSocket server) {
        return new AddressResolverOptions()
                .addServer("127.0.0.1:" + server.getLocalPort())
                .setQueryTimeout(60_000)
                .setMaxQueries(1);
    }
}
