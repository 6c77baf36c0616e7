package dev.memphis.delivery.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.options.MemphisConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:4444",
                "http://LOCALHOST",
                "http://gateway.localhost",
                "http://127.0.0.1:4444",
                "http://127.255.0.1",
                "http://[::1]:4444",
                "http://[0:0:0:0:0:0:0:1]",
                "https://gateway:4444,https://b"
            })
    void loopbackAndHttps_areNotOpen(String url) {
        assertThat(Exposure.of(Configuration.sound().with("url", url).read())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://gateway:4444",
                "http://10.0.0.1",
                "http://127.0.0.1.example.org",
                "http://localhost.example.org",
                "http://[2001:db8::1]",
                "http://[fe80::1%nosuchcard]",
                "http://localhost,http://gateway:4444"
            })
    void clearTextToOthers_isOneSentence(String url) {
        assertThat(Exposure.of(Configuration.sound().with("url", url).read()))
                .singleElement()
                .extracting(Exposure::what)
                .asString()
                .startsWith("Nothing is encrypted (debezium.sink.memphis.url=" + url.replace("http://localhost,", "")
                        + "):")
                .contains("user 'cdc'")
                .doesNotContain("Cdc-Pass1!");
    }

    @Test
    void loopbackThroughAnothersProxy_isClearText() {
        Configuration remote = Configuration.sound().with("proxy.url", "http://proxy:3128");
        Configuration own = Configuration.sound().with("proxy.url", "http://[::1]:3128");

        assertThat(Exposure.of(remote.read())).hasSize(1);
        assertThat(Exposure.of(own.read())).isEmpty();
        assertThat(Exposure.of(remote.with("url", "https://gateway").read()))
                .as("a tunnel")
                .isEmpty();
    }

    @Test
    void hostsThatNobodyVerifies_areTold() {
        MemphisConfig config = Configuration.sound()
                .with("url", "https://gateway")
                .with("tls.verify.host", "false")
                .read();

        assertThat(Exposure.of(config))
                .singleElement()
                .extracting(Exposure::what)
                .asString()
                .startsWith("Host names are not verified (debezium.sink.memphis.tls.verify.host=false): ");
    }

    @Test
    void everySentence_isOnTheOperatorsPage() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "operations.md"));

        assertThat(page)
                .contains("`Nothing is encrypted (debezium.sink.memphis.url=http://…): …`")
                .contains("`Host names are not verified (debezium.sink.memphis.tls.verify.host=false): …`");
    }
}
