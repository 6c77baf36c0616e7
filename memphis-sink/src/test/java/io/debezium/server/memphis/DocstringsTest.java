package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every public method and constructor of a public type says what it does, unless it overrides one that does. */
class DocstringsTest {
    private static final Pattern PUBLIC_TYPE = Pattern.compile("(?m)^public ");
    /** A method or a constructor, and not a type or a constant. */
    private static final Pattern CALLABLE = Pattern.compile(
            "^    public (?!(?:static |final |abstract |sealed )*(?:class|record|enum|interface) )[^=;]*\\(.*");
    /** An annotation, in one line or several. */
    private static final Pattern ANNOTATION = Pattern.compile("^\\s+(?:@.*|\\)|\\w+ = .*|\".*)");

    @Test
    void everyPublicMethod_saysWhatItDoes() throws IOException {
        List<Path> sources = JavaSources.shipped();

        assertThat(sources).hasSizeGreaterThan(500);
        assertThat(sources.stream()
                        .flatMap(file -> silent(file.getFileName().toString(), JavaSources.read(file)).stream()))
                .isEmpty();
    }

    @Test
    void methodThatSaysNothing_isFound() {
        String source = """
                public final class Made implements Runnable {
                    public static final int CONSTANT = number();

                    public Made() {
                    }

                    /** Says something. */
                    @Deprecated
                    public void told() {}

                    @Override
                    public void run() {}

                    @Deprecated
                    public int untold(int one) {
                        return one;
                    }
                }
                """;

        assertThat(silent("Made", source))
                .containsExactly("Made: public Made() {", "Made: public int untold(int one) {");
        assertThat(silent("Made", source.replace("public final class", "final class")))
                .isEmpty();
    }

    private static List<String> silent(String name, String source) {
        if (!PUBLIC_TYPE.matcher(source).find()) {
            return List.of();
        }
        List<String> lines = source.lines().toList();
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (CALLABLE.matcher(lines.get(i)).matches() && !isTold(lines.subList(0, i))) {
                silent.add(name + ": " + lines.get(i).strip());
            }
        }
        return silent;
    }

    private static boolean isTold(List<String> before) {
        for (String line : before.reversed()) {
            if (line.contains("@Override")) {
                return true;
            }
            if (!ANNOTATION.matcher(line).matches()) {
                return line.strip().endsWith("*/");
            }
        }
        return false;
    }
}
