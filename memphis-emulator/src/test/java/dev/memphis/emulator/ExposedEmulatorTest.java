package dev.memphis.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An emulator that others than this machine can reach: who gets in, and by which name. */
class ExposedEmulatorTest {
    /** Loopback all the same, in a spelling that is not taken for it. */
    private static final String HOST = "::ffff:127.0.0.1";

    private static final String PASSWORD = "Root-Pass-1!";
    private static final String LOG_IN = "/api/usermgmt/login";

    private MemphisEmulator emulator;

    @BeforeEach
    void start() {
        emulator = MemphisEmulator.start(EmulatorOptions.defaults()
                .withHost(HOST)
                .withRootPassword(PASSWORD)
                .withAllowedHost("memphis-gateway")
                .withUser(GatewayClient.USER, GatewayClient.PASSWORD));
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void noRootPassword_isRefused() {
        assertThatThrownBy(
                        () -> MemphisEmulator.start(EmulatorOptions.defaults().withHost(HOST)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("root password: needed on host ::ffff:127.0.0.1, where others can reach the emulator");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/emulator/faults",
                "/emulator/record",
                "/emulator/page/page.js",
                "/%65mulator/faults",
                "//emulator/faults"
            })
    void console_asksForRootsPassword(String path) throws IOException {
        RawHttp.Reply stranger = get(path);
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.header("www-authenticate")).startsWith("Basic ");
        assertThat(get(path, basic("root:memphis")).status()).isEqualTo(401);
        assertThat(get(path, basic("root:" + PASSWORD)).status()).isIn(200, 404);
    }

    @Test
    void faultSwitches_needRootsPassword() throws IOException {
        assertThat(RawHttp.send(emulator.managementUri(), "DELETE", "/emulator/faults", List.of(), new byte[0])
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example:9000", "127.0.0.1.evil.example", "localhost.evil.example", "", "[::1]x"})
    void consoleByAnUnknownName_isRefusedEvenWithThePassword(String host) throws IOException {
        assertThat(get("/emulator/faults", basic("root:" + PASSWORD), "Host: " + host)
                        .status())
                .isIn(400, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"memphis-gateway:9000", "MEMPHIS-gateway", "localhost:9000", "10.0.0.7:9000", "[fd00::7]:9000"})
    void consoleByAKnownNameOrAnAddress_isThere(String host) throws IOException {
        assertThat(get("/emulator/faults", basic("root:" + PASSWORD), "Host: " + host)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void logInByAPageFromElsewhere_isRefusedUnderWhateverName() throws IOException {
        for (String host : List.of("evil.example:9000", emulator.managementUri().getAuthority())) {
            assertThat(logIn("Host: " + host, "Origin: http://evil.example:9000")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void logInByAProgram_mayUseAnyNameOfTheMachine() throws IOException {
        assertThat(logIn("Host: memphis-in-compose:9000").status()).isEqualTo(200);
    }

    @Test
    void gateway_letsOnlyPagesOfKnownHostsRead() throws IOException {
        assertThat(status("Origin: http://evil.example").headers()).doesNotContainKey("access-control-allow-origin");
        assertThat(status("Origin: http://6.6.6.6").headers()).doesNotContainKey("access-control-allow-origin");
        assertThat(status("Origin: null").headers()).doesNotContainKey("access-control-allow-origin");
        assertThat(status("Origin: http://localhost:3000").header("access-control-allow-origin"))
                .isEqualTo("http://localhost:3000");
    }

    @Test
    void tokenSignedWithASecretThatIsInTheSources_isRefused() throws IOException {
        String forged = JWT.create()
                .withClaim("username", "root")
                .withClaim("password", PASSWORD)
                .withClaim("account_id", 1)
                .withExpiresAt(Instant.now().plusSeconds(60))
                .sign(Algorithm.HMAC256("an emulator's jwt secret"));
        assertThat(RawHttp.post(emulator.gatewayUri(), "/stations/s/produce/single?authorization=" + forged, "1")
                        .status())
                .isEqualTo(401);
        assertThat(EmulatorOptions.defaults().jwtSecret())
                .hasSizeGreaterThan(40)
                .isNotEqualTo(EmulatorOptions.defaults().jwtSecret());
    }

    // ---------------------------------------------------------------- what a stranger may fill

    @Test
    void bodyWithoutAnEnd_isRefusedAtFourMebibytes() throws IOException {
        try (Socket socket = new Socket(HOST, emulator.gatewayUri().getPort())) {
            var out = socket.getOutputStream();
            out.write("POST /auth/authenticate HTTP/1.1\r\nHost: g\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(StandardCharsets.UTF_8));
            byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 65; i++) {
                out.write(chunk);
            }
            assertThat(RawHttp.read(socket.getInputStream()).status()).isEqualTo(413);
        }
    }

    @Test
    void smallBodyThatInflatesToAHugeOne_isRefused() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                gzip.write(zeros);
            }
        }
        assertThat(RawHttp.send(
                                emulator.gatewayUri(),
                                "POST",
                                "/auth/authenticate",
                                List.of("Content-Type: application/json", "Content-Encoding: gzip"),
                                bomb.toByteArray())
                        .status())
                .isEqualTo(413);
    }

    // ---------------------------------------------------------------- requests

    private RawHttp.Reply get(String path, String... headers) throws IOException {
        return RawHttp.send(emulator.managementUri(), "GET", path, List.of(headers), new byte[0]);
    }

    private RawHttp.Reply status(String origin) throws IOException {
        return RawHttp.send(emulator.gatewayUri(), "GET", "/monitoring/status", List.of(origin), new byte[0]);
    }

    private RawHttp.Reply logIn(String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Content-Type: application/json");
        return RawHttp.send(
                emulator.managementUri(),
                "POST",
                LOG_IN,
                all,
                ("{\"username\":\"root\",\"password\":\"" + PASSWORD + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static String basic(String credentials) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
