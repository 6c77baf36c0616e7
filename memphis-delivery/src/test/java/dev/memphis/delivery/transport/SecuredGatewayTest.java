package dev.memphis.delivery.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.memphis.delivery.Certificates;
import dev.memphis.delivery.options.ProxyConfig;
import dev.memphis.delivery.options.Secret;
import dev.memphis.delivery.options.StoreFile;
import dev.memphis.delivery.options.TlsConfig;
import dev.memphis.delivery.protocol.Renewal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with every kind of store, client certificates, and an HTTP proxy, over real sockets. */
class SecuredGatewayTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        Certificates certificates = new Certificates(folder);
        certificates.make("server");
        certificates.make("client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.pem", "trust-server.jks", "trust-server.p12"})
    void trustedCertificate_deliversEvents(String trust) throws Exception {
        try (ScriptedServer server = secured(false);
                Conversation talk = new Conversation(config(server, "localhost", trust, Optional.empty()))) {
            talk.deliver(List.of(Conversation.event("{}")));

            assertThat(server.requests.stream().filter(request -> request.path().contains("/todo/")))
                    .hasSize(1);
        }
    }

    @Test
    void certificateOfNobodyTrusted_isOneLineThatSaysTls() throws Exception {
        try (ScriptedServer server = secured(false);
                Conversation talk = new Conversation(new SampleConfig(server.url("https")))) {
            assertOneLineAboutTls(talk.renew());
        }
    }

    @Test
    void certificateOfAnotherHost_isOneLineThatSaysTlsUnlessItIsNotVerified() throws Exception {
        try (ScriptedServer server = secured(false)) {
            try (Conversation talk = new Conversation(config(server, "127.0.0.1", "server.pem", Optional.empty()))) {
                assertOneLineAboutTls(talk.renew());
            }
            SampleConfig any = new SampleConfig(
                            URI.create(server.url("https").toString().replace("localhost", "127.0.0.1")))
                    .with(new TlsConfig(Optional.of(file("server.pem", Optional.empty())), Optional.empty(), false));
            try (Conversation talk = new Conversation(any)) {
                assertThat(talk.renew()).isInstanceOf(Renewal.Done.class);
            }
        }
    }

    private static void assertOneLineAboutTls(Renewal renewal) {
        assertThat(renewal)
                .isInstanceOfSatisfying(
                        Renewal.Later.class,
                        later -> assertThat(later.reason())
                                .startsWith("no TLS connection to https://")
                                .doesNotContain("\n")
                                .hasSizeLessThan(300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client.pem", "client.jks", "client.p12"})
    void clientCertificate_isShown(String key) throws Exception {
        try (ScriptedServer server = secured(true);
                Conversation talk = new Conversation(config(server, "localhost", "server.pem", Optional.of(key)))) {
            assertThat(talk.renew()).isInstanceOf(Renewal.Done.class);
        }
    }

    @Test
    void clientCertificateThatIsMissing_isOneLine() throws Exception {
        try (ScriptedServer server = secured(true);
                Conversation talk = new Conversation(config(server, "localhost", "server.pem", Optional.empty()))) {
            assertThat(talk.renew())
                    .isInstanceOfSatisfying(
                            Renewal.Later.class,
                            later -> assertThat(later.reason())
                                    .contains("https://localhost")
                                    .doesNotContain("\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"renewed.pem", "renewed.jks", "renewed.p12"})
    void renewedCertificate_isUsedForNewConnections(String own) throws Exception {
        Certificates certificates = new Certificates(folder);
        certificates.make("renewed");
        try (ScriptedServer server = secured(true);
                VertxLoop loop = new VertxLoop()) {
            VertxTransport transport = new VertxTransport(
                    loop,
                    config(server, "localhost", "server.pem", Optional.of(own))
                            .config()
                            .gateway(),
                    Duration.ofMillis(50));
            assertThat(reply(loop, transport))
                    .as("the server trusts another certificate")
                    .isInstanceOf(HttpReply.None.class);

            for (String kind : List.of(".pem", "-key.pem", ".jks", ".p12")) {
                // As cert-manager does it: another file comes in the place of the old one, one after the other.
                Path next = Files.copy(folder.resolve("client" + kind), folder.resolve("next"));
                Files.setLastModifiedTime(next, FileTime.from(Instant.now().plusSeconds(5)));
                Files.move(next, folder.resolve("renewed" + kind), StandardCopyOption.REPLACE_EXISTING);
            }

            await().atMost(Duration.ofSeconds(20)).until(() -> reply(loop, transport) instanceof HttpReply.Answered);
            transport.close();
        }
    }

    private static HttpReply reply(VertxLoop loop, VertxTransport transport) throws Exception {
        CompletableFuture<HttpReply> reply = new CompletableFuture<>();
        HttpPost post = new HttpPost(
                "/stations/todo/produce/single",
                "text/plain",
                List.of(),
                List.of("x".getBytes(StandardCharsets.UTF_8)));
        loop.execute(() -> transport.send(post, Transport.Spread.FILL, Duration.ofSeconds(5), reply::complete));
        return reply.get(10, TimeUnit.SECONDS);
    }

    @Test
    void proxyOnTheWay_isAskedForTheGatewayWithUserAndPassword() throws Exception {
        try (ScriptedServer proxy = new ScriptedServer(new GatewayScript());
                Conversation talk = new Conversation(
                        new SampleConfig(URI.create("http://gateway.invalid:4444")).with(proxy(proxy.url("http"))))) {
            talk.deliver(List.of(Conversation.event("{}")));

            String credentials = Base64.getEncoder().encodeToString("me:proxy-pass".getBytes(StandardCharsets.UTF_8));
            assertThat(proxy.requests).isNotEmpty().allSatisfy(request -> {
                assertThat(request.path()).startsWith("http://gateway.invalid:4444/");
                assertThat(request.head()).containsIgnoringCase("proxy-authorization: basic " + credentials);
            });
        }
    }

    @Test
    void tlsThroughAProxy_isTunnelled() throws Exception {
        try (ScriptedServer server = secured(false);
                ScriptedServer proxy = new ScriptedServer((request, line) -> tunnel(request, line, server));
                Conversation talk = new Conversation(config(server, "localhost", "server.pem", Optional.empty())
                        .with(proxy(proxy.url("http"))))) {
            talk.deliver(List.of(Conversation.event("{}")));

            assertThat(proxy.requests)
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(request.head()).startsWith("CONNECT localhost:"));
            assertThat(server.requests.stream().filter(request -> request.path().contains("/todo/")))
                    .hasSize(1);
        }
    }

    private static ProxyConfig proxy(URI url) {
        return new ProxyConfig(url.getHost(), url.getPort(), Optional.of("me"), Optional.of(new Secret("proxy-pass")));
    }

    /** Hands bytes on in both directions; returns when the client has no more. */
    private static void tunnel(ScriptedServer.Request ignored, ScriptedServer.Line line, ScriptedServer server) {
        try (Socket target = new Socket("localhost", server.url("https").getPort())) {
            line.raw("HTTP/1.1 200 Connection established\r\n\r\n");
            Thread.ofVirtual().start(() -> pump(target, line.socket()));
            pump(line.socket(), target);
        } catch (IOException e) {
            line.close();
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // One of them has ended the conversation.
        }
    }

    private static SampleConfig config(ScriptedServer server, String host, String trust, Optional<String> key) {
        URI url = URI.create("https://" + host + ":" + server.url("https").getPort());
        Optional<StoreFile> keyStore = key.map(name -> file(name, Optional.of(folder.resolve("client-key.pem"))));
        return new SampleConfig(url).with(new TlsConfig(Optional.of(file(trust, Optional.empty())), keyStore, true));
    }

    private static StoreFile file(String name, Optional<Path> pemKey) {
        StoreFile.Type type = name.endsWith(".pem")
                ? StoreFile.Type.PEM
                : name.endsWith(".jks") ? StoreFile.Type.JKS : StoreFile.Type.PKCS12;
        return new StoreFile(
                folder.resolve(name),
                type,
                type == StoreFile.Type.PEM ? Optional.empty() : Optional.of(new Secret(Certificates.PASSWORD)),
                type == StoreFile.Type.PEM ? pemKey : Optional.empty());
    }

    private static ScriptedServer secured(boolean clientCertificate) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(new Certificates(folder).store("server.p12"), Certificates.PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(new Certificates(folder).store("trust-client.p12"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(clientCertificate);
        return new ScriptedServer(socket, new GatewayScript());
    }
}
