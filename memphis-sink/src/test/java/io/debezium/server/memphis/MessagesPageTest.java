package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/operations.md tells what to do about every warning and every reason to stop. */
class MessagesPageTest {
    /** What is said, up to the first place where something is filled in, and no further than its first clause. */
    private static final Pattern MESSAGE = Pattern.compile(
            "(?:LOGGER\\.(?:warn|error)|new (?:DeliveryException|DebeziumException|Renewal\\.Never|Outcome\\.Fatal))"
                    + "\\(\\s*\"((?:[^\"\\\\{]|\\\\.)+)");

    @Test
    void everyWarningAndEveryReasonToStop_isOnThePage() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "operations.md"));

        List<String> messages = messages();

        assertThat(messages)
                .hasSizeGreaterThan(15)
                .allSatisfy(message -> assertThat(page).contains("`" + message));
    }

    private static List<String> messages() throws IOException {
        return Stream.of(Path.of("src"), Path.of("..", "memphis-delivery", "src"))
                .flatMap(module -> messages(module.resolve(Path.of("main", "java"))).stream())
                .distinct()
                .toList();
    }

    private static List<String> messages(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> MESSAGE.matcher(read(file)).results())
                    .map(match -> match.group(1).split(": ", 2)[0].strip())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
