package dev.memphis.delivery.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.memphis.delivery.options.ProxyConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The forms a gateway's address may have, over real sockets: every kind of request must go there. */
class AddressesTest {
    private static final List<String> KINDS =
            List.of("/auth/", "/stations/todo/produce", "/stations/receipts/produce", "/stations/receipts/consume");

    @Test
    void pathInTheUrl_standsBeforeEveryRoute() throws Exception {
        try (ScriptedServer server = new ScriptedServer(new GatewayScript());
                Conversation talk =
                        new Conversation(new SampleConfig(server.url("http").resolve("/a%20b/memphis")))) {
            talk.deliver(List.of(Conversation.event("{}")));

            assertThatAllStartWith("/a%20b/memphis", server);
        }
    }

    @Test
    void pathInTheUrlByWayOfAProxy_standsBeforeEveryRoute() throws Exception {
        try (ScriptedServer proxy = new ScriptedServer(new GatewayScript());
                Conversation talk = new Conversation(new SampleConfig(URI.create("http://gateway.invalid:4444/memphis"))
                        .with(new ProxyConfig(
                                "localhost", proxy.url("http").getPort(), Optional.empty(), Optional.empty())))) {
            talk.deliver(List.of(Conversation.event("{}")));

            assertThatAllStartWith("http://gateway.invalid:4444/memphis", proxy);
        }
    }

    @Test
    void addressOfIpv6_isReached() throws Exception {
        try (ScriptedServer server = new ScriptedServer(onIpv6(), new GatewayScript());
                Conversation talk = new Conversation(new SampleConfig(
                        URI.create("http://[::1]:" + server.url("http").getPort() + "/memphis")))) {
            talk.deliver(List.of(Conversation.event("{}")));

            assertThatAllStartWith("/memphis", server);
            assertThat(server.requests)
                    .allSatisfy(request -> assertThat(request.head())
                            .containsIgnoringCase(
                                    "host: [::1]:" + server.url("http").getPort()));
        }
    }

    private static ServerSocket onIpv6() {
        try {
            return new ServerSocket(0, 50, InetAddress.getByName("::1"));
        } catch (IOException e) {
            return abort("this machine has no IPv6: skipped");
        }
    }

    private static void assertThatAllStartWith(String start, ScriptedServer server) {
        for (String kind : KINDS) {
            assertThat(server.requests)
                    .as(kind)
                    .anySatisfy(request -> assertThat(request.path()).startsWith(start + kind));
        }
        assertThat(server.requests)
                .allSatisfy(request ->
                        assertThat(request.path()).startsWith(start + "/").doesNotContain("//stations"));
    }
}
