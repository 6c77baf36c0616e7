package dev.memphis.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.testbed.kafka.ConnectRest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker on Java 17, which Kafka still runs on and the connector does not. */
class OldJavaIT {
    @TempDir
    Path folder;

    @Test
    void workerOnJava17_isToldWhatIsNeeded() throws IOException {
        Optional<Path> java = java17();
        Assumptions.assumeTrue(java.isPresent(), "there is no Java 17 in /usr/lib/jvm: skipped");
        try (ConnectBed bed = ConnectBed.start(folder)) {
            ConnectRest rest = bed.addWorker(java.orElseThrow()).awaitReady().rest();

            ConnectRest.Answer answer =
                    rest.send("PUT", "/connectors/" + ConnectBed.CONNECTOR + "/config", bed.connector("t", 1));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().path("message").asText())
                    .contains(
                            "The Memphis sink connector needs a worker on Java 21 or newer; this one runs on Java 17");
        }
    }

    private static Optional<Path> java17() throws IOException {
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(all)) {
            return homes.filter(home -> home.getFileName().toString().contains("17"))
                    .map(home -> home.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }
}
