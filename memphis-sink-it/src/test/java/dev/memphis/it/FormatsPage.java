package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.protocol.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The whole messages on docs/formats.md, held against those that arrive: the same headers and fields, and the same values but for
 * numbers, ids and what a test calls its database.
 */
final class FormatsPage {
    private static final Path PAGE = Path.of("..", "docs", "formats.md");

    private FormatsPage() {}

    /**
     * Fails unless the page shows the message, below the heading.
     *
     * @param name of database, topic prefix and station in the test
     */
    static void assertShows(String heading, Message message, String name) {
        String arrived = text(message).replace(name, "todo");
        assertThat(steady(shown(heading)))
                .as(heading + ", where this arrives:\n" + arrived)
                .isEqualTo(steady(arrived));
    }

    /** Returns the first block of code below a heading. */
    static String shown(String heading) {
        Matcher block = Pattern.compile("(?s)\n### " + Pattern.quote(heading) + "\n(?:(?!\n#).)*?\n```\n(.*?)\n?```")
                .matcher(page());
        assertThat(block.find()).as("a message on the page: " + heading).isTrue();
        return block.group(1);
    }

    private static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Message message) {
        return message.headers().entrySet().stream()
                        .map(Map.Entry::toString)
                        .map(header -> header.replaceFirst("=", ": ") + "\n")
                        .collect(Collectors.joining())
                + "\n"
                + message.text();
    }

    /** Memphis' own headers are not handed over by the gateway; README's test has seen them. */
    private static String steady(String text) {
        return text.replaceAll("(?m)^\\$memphis_.*\n", "")
                .replace("todo_application", "todo")
                .replaceAll("[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                .replaceAll("\\d+", "N")
                .strip();
    }
}
