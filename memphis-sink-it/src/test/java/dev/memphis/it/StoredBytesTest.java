package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.delivery.event.ContentTypes;
import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
    private static String token;
    private static int stations;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        for (int i = 0; i < EVERY_BYTE.length; i++) {
            EVERY_BYTE[i] = (byte) i;
        }
        emulator = MemphisEmulator.start(EmulatorOptions.defaults().withUser("cdc", "Cdc-Pass1!"));
        client = HttpClient.newHttpClient();
        String pair = client.send(
                        HttpRequest.newBuilder(emulator.gatewayUri().resolve("/auth/authenticate"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"username\":\"cdc\",\"password\":\"Cdc-Pass1!\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        token = new JsonMapper().readTree(pair).path("jwt").asText();
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
        HttpRequest.Builder request = HttpRequest.newBuilder(emulator.gatewayUri()
                        .resolve("/stations/" + station + "/produce/single?authorization=" + token))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
