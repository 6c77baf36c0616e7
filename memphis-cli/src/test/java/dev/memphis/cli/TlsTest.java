package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check against a gateway behind TLS, with a certificate of its own for localhost. */
class TlsTest {
    private static final String PASSWORD = "store-password";

    @TempDir
    static Path directory;

    private static HttpsServer server;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException, InterruptedException {
        keytool(
                "-genkeypair -alias a -keyalg EC -dname CN=localhost -ext san=dns:localhost -validity 30 -keystore key.p12");
        keytool("-exportcert -rfc -alias a -file trust.pem -keystore key.p12");
        keytool("-importcert -noprompt -alias a -file trust.pem -keystore trust.p12");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.createContext("/monitoring/status", exchange -> {
            byte[] body = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void unknownCertificate_failsAtTls() throws IOException {
        Run run = check("localhost");

        assertThat(run.out())
                .contains("TLS        no TLS connection to https://localhost")
                .contains("unable to find valid certification path");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void trustStoreInPkcs12_isEnough() throws IOException {
        Run run = check(
                "localhost",
                "--set",
                "tls.trust.store=" + file("trust.p12"),
                "--set",
                "tls.trust.store.password=" + PASSWORD);

        assertThat(run.out())
                .containsPattern("TLS +TLSv1\\.[23], certificate of CN=localhost, valid until 20")
                .doesNotContain(PASSWORD);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void trustStoreInPem_isEnough() throws IOException {
        assertThat(check("localhost", "--set", "tls.trust.store=" + file("trust.pem"))
                        .exitCode())
                .isZero();
    }

    @Test
    void otherHost_failsUnlessItIsNotVerified() throws IOException {
        String trust = "tls.trust.store=" + file("trust.pem");

        assertThat(check("127.0.0.1", "--set", trust).out()).contains("TLS        no TLS connection");
        assertThat(check("127.0.0.1", "--set", trust, "--set", "tls.verify.host=false")
                        .exitCode())
                .isZero();
    }

    private static Run check(String host, String... more) throws IOException {
        URI url = URI.create("https://" + host + ":" + server.getAddress().getPort());
        Stream<String> first = Stream.of("check", "--no-log-in", "-c", Properties.file(directory, url));
        return Run.memphis(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
    }

    private static SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve("key.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(String arguments) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = Stream.concat(
                        Stream.of(tool, "-storepass", PASSWORD), Stream.of(arguments.split(" ", -1)))
                .toList();
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).describedAs(arguments).isZero();
    }

    private static String file(String name) {
        return directory.resolve(name).toString();
    }
}
