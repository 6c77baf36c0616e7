package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.client.GatewayApi;
import dev.memphis.delivery.event.ContentTypes;
import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.Secret;
import dev.memphis.delivery.protocol.Routes;
import dev.memphis.delivery.protocol.Token;
import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The content type chosen for each of Debezium's formats makes the gateway store any bytes as they are. */
class StoredBytesTest {
    private static final byte[] EVERY_BYTE = new byte[256];

    private static MemphisEmulator emulator;
    private static HttpClient client;
    private static Token token;
    private static int stations;

    @BeforeAll
    static void start() throws Exception {
        for (int i = 0; i < EVERY_BYTE.length; i++) {
            EVERY_BYTE[i] = (byte) i;
        }
        emulator = MemphisEmulator.start(EmulatorOptions.defaults().withUser("cdc", "Cdc-Pass1!"));
        client = HttpClient.newHttpClient();
        try (GatewayApi gateway = new GatewayApi(emulator.gatewayUri(), Duration.ofSeconds(10))) {
            token = gateway.logIn(new Credentials(
                            "cdc", new Secret("Cdc-Pass1!"), 1, Duration.ofHours(1), Duration.ofHours(2)))
                    .access();
        }
    }

    @AfterAll
    static void stop() {
        client.close();
        emulator.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"json", "jsonbytearray", "cloudevents", "avro", "protobuf", "simplestring", "binary", "JSON"})
    void format_isStoredByteForByte(String format) throws Exception {
        // Memphis has lower-case names only; "json" and "JSON" are two formats here.
        String station = "bytes-" + stations++;

        assertThat(produce(station, ContentTypes.of(format), EVERY_BYTE)).isEqualTo(200);

        assertThat(emulator.stations().messages(station))
                .singleElement()
                .satisfies(message -> assertThat(message.data()).isEqualTo(EVERY_BYTE));
    }

    @Test
    void compressedEvent_isStoredInflated() throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(EVERY_BYTE);
        }

        assertThat(produce("gzip", "text/plain", compressed.toByteArray(), "Content-Encoding", "gzip"))
                .isEqualTo(200);

        assertThat(emulator.stations().messages("gzip"))
                .singleElement()
                .satisfies(message -> assertThat(message.data()).isEqualTo(EVERY_BYTE));
    }

    private static int produce(String station, String contentType, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        emulator.gatewayUri().resolve(Routes.produceSingle(station, token)))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
