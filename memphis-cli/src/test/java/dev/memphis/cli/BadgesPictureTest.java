package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.testbed.XmlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Makes the badges under README's title from what the build says: the Java and the Debezium Servers that it is for, and the licence.
 * They are a picture of this project's, so that nobody who reads README is told of to another server; {@code bin/pictures} copies it.
 */
class BadgesPictureTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String NAME = "badges.svg";
    private static final double COLUMN = 6.6;
    private static final int PADDING = 7;
    private static final int GAP = 6;

    /** A pair of words, side by side. */
    private record Badge(String what, String value) {
        double left() {
            return what.length() * COLUMN + 2 * PADDING;
        }

        double width() {
            return left() + value.length() * COLUMN + 2 * PADDING;
        }

        String at(double x) {
            return String.format(
                    Locale.ROOT,
                    """
                    <rect class="what" x="%.1f" width="%.1f" height="20"/><rect class="value" x="%.1f" width="%.1f" height="20"/>
                    %s
                    %s
                    """,
                    x,
                    left(),
                    x + left(),
                    width() - left(),
                    text(what, x + PADDING),
                    text(value, x + left() + PADDING));
        }

        private static String text(String text, double x) {
            return String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"14\" textLength=\"%.1f\">%s</text>",
                    x,
                    text.length() * COLUMN,
                    XmlText.of(text));
        }
    }

    @Test
    void badges_sayWhatTheBuildSays() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String java = value(pom, "maven.compiler.release") + " or newer";
        String debezium =
                minor(value(pom, "debezium.oldest.version")) + " to " + minor(value(pom, "debezium.newest.version"));
        assertThat(Files.readString(ROOT.resolve("LICENSE"))).contains("Apache License", "Version 2.0");

        String picture = picture(List.of(
                new Badge("Java", java), new Badge("Debezium Server", debezium), new Badge("licence", "Apache 2.0")));
        DrawnPicture.write(NAME, picture);

        assertThat(Files.readString(ROOT.resolve("README.md")))
                .contains("![Java %s, Debezium Server %s, licence Apache 2.0](docs/pictures/%s)"
                        .formatted(java, debezium, NAME));
    }

    private static String picture(List<Badge> badges) {
        StringBuilder drawn = new StringBuilder();
        double x = 0;
        for (Badge badge : badges) {
            drawn.append(badge.at(x));
            x += badge.width() + GAP;
        }
        int width = (int) Math.ceil(x - GAP);
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d 20" width="%d" height="20" role="img">
                <style>.what{fill:#4a4f57}.value{fill:#0b6a9b}text{font:11px Verdana,"DejaVu Sans",sans-serif;fill:#fff}</style>
                %s</svg>
                """.formatted(width, width, drawn);
    }

    private static String value(String pom, String property) {
        Matcher value =
                Pattern.compile("<" + Pattern.quote(property) + ">(.*?)<").matcher(pom);
        assertThat(value.find()).as(property).isTrue();
        return value.group(1);
    }

    private static String minor(String version) {
        return version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
    }
}
