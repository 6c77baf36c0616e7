package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.delivery.reading.ConfigurationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Character by way: what a secret holds, and how it comes to the server. With the configuration library of the oldest
 * server.
 */
class SecretsAsWrittenTest {
    private static final String PASSWORD = "debezium.sink.memphis.password";
    private static final Map<String, String> REST = Map.of(
            "debezium.source.topic.prefix", "shop",
            "debezium.sink.memphis.url", "http://localhost:4444",
            "debezium.sink.memphis.username", "cdc");
    private static final List<String> SECRETS = List.of(
            "a$b",
            "a$$b",
            "$$$$",
            "$",
            "$$",
            "a$",
            "{a}",
            "}{",
            "a\\b",
            "\\",
            "a\\\\b",
            "\\$",
            "\\$$",
            "C:\\new\\table",
            "#",
            "#a",
            "a#b",
            "a # b",
            "!a",
            "%",
            "%s",
            "%20",
            "100%%",
            "\"",
            "'",
            "\"a\"",
            "'a'",
            "it's",
            "a'b\"c`d",
            "`",
            "a=b",
            "a:b",
            "a: b",
            "=a",
            ":a",
            "- a",
            "*a",
            "&a",
            "@a",
            "|",
            ">",
            "?",
            "a,b",
            "[a]",
            "a,b\\,c",
            "~",
            "null",
            "true",
            "yes",
            "0123",
            "1e3",
            "<a>",
            "a;b",
            "a/b",
            "^",
            "a(b)",
            "äöü",
            "пароль",
            "密码",
            "😀",
            " a",
            "a ",
            " ",
            "a b");

    enum Way {
        PROPERTIES {
            @Override
            Config config(Path folder, String secret) throws IOException {
                return with(properties(folder, PASSWORD + "=" + escaped(secret)));
            }
        },
        YAML {
            @Override
            Config config(Path folder, String secret) throws IOException {
                Path file = folder.resolve("application.yaml");
                Files.writeString(
                        file,
                        "debezium:\n  sink:\n    memphis:\n      password: '" + secret.replace("'", "''") + "'\n");
                return with(new YamlConfigSource(file.toUri().toURL(), 255));
            }
        },
        VARIABLE {
            @Override
            Config config(Path folder, String secret) {
                return with(new EnvConfigSource(Map.of("DEBEZIUM_SINK_MEMPHIS_PASSWORD", secret), 300));
            }
        },
        VARIABLE_NAMED_IN_PROPERTIES {
            @Override
            Config config(Path folder, String secret) throws IOException {
                return with(
                        properties(folder, PASSWORD + "=${MEMPHIS_SECRET}"),
                        new EnvConfigSource(Map.of("MEMPHIS_SECRET", secret), 300));
            }
        },
        FILE {
            @Override
            Config config(Path folder, String secret) throws IOException {
                Path file = folder.resolve("secret");
                Files.writeString(file, secret);
                return with(properties(folder, PASSWORD + ".file=" + escaped(file.toString())));
            }
        };

        abstract Config config(Path folder, String secret) throws IOException;

        private static ConfigSource properties(Path folder, String line) throws IOException {
            Path file = folder.resolve("application.properties");
            Files.writeString(file, line + "\n");
            return new PropertiesConfigSource(file.toUri().toURL(), 250);
        }

        /** The format's own rules: a backslash is written twice, a space at the start needs one. */
        private static String escaped(String text) {
            String doubled = text.replace("\\", "\\\\");
            return doubled.startsWith(" ") ? "\\" + doubled : doubled;
        }
    }

    @TempDir
    Path folder;

    @BeforeAll
    static void sayWhichLibrary() {
        System.out.println("With "
                + SmallRyeConfig.class.getProtectionDomain().getCodeSource().getLocation());
    }

    static Stream<Arguments> table() {
        return SECRETS.stream().flatMap(secret -> Arrays.stream(Way.values()).map(way -> Arguments.of(secret, way)));
    }

    @ParameterizedTest(name = "[{0}] by {1}")
    @MethodSource("table")
    void secret_isTakenAsWritten(String secret, Way way) throws IOException {
        assertThat(password(way.config(folder, secret))).isEqualTo(secret);
    }

    @ParameterizedTest
    @MethodSource("everyPrintableCharacter")
    void printableCharacter_isTakenAsWritten(Way way, String secret) throws IOException {
        assertThat(password(way.config(folder, secret))).isEqualTo(secret);
    }

    static Stream<Arguments> everyPrintableCharacter() {
        StringBuilder all = new StringBuilder();
        for (char c = '~'; c >= ' '; c--) {
            all.append(c);
        }
        return Arrays.stream(Way.values()).map(way -> Arguments.of(way, all.toString()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysOfBytes")
    void lineBreaksAndByteOrderMarkAroundIt_areDropped(Way way) throws IOException {
        for (String around : List.of("s$$t\n", "s$$t\r\n", "\n\ns$$t\n\n", "\uFEFFs$$t", "\uFEFF\ns$$t\r\n")) {
            assertThat(password(way.config(folder, around))).as(around).isEqualTo("s$$t");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysOfBytes")
    void controlCharacterInside_isTold(Way way) {
        for (String inside : List.of("a\tb", "a\nb", "a\u0000b", "a\u0007b", "a\u007fb")) {
            assertThatThrownBy(() -> password(way.config(folder, inside)))
                    .as(inside)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("control character")
                    .hasMessageNotContaining(inside);
        }
    }

    static Stream<Way> waysOfBytes() {
        return Stream.of(Way.VARIABLE, Way.VARIABLE_NAMED_IN_PROPERTIES, Way.FILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\uFEFF"})
    void nothingButLineBreaks_isTold(String secret) {
        assertThatThrownBy(() -> password(Way.VARIABLE.config(folder, secret)))
                .hasMessageContaining(PASSWORD + "=***: must be the secret, but there is nothing except line breaks");
    }

    @Test
    void bytesThatWereNoText_areTold() {
        assertThatThrownBy(() -> password(Way.VARIABLE.config(folder, "a\uFFFDb")))
                .hasMessageContaining(PASSWORD + "=***: has U+FFFD inside")
                .hasMessageContaining("LANG=C.UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a${b", "a${b}c", "${NO_SUCH}", "${}", "$${a${b}"})
    void openExpression_isReadOrTold(String secret) throws IOException {
        for (Way way : Way.values()) {
            String read;
            try {
                read = password(way.config(folder, secret));
            } catch (ConfigurationException e) {
                assertThat(e)
                        .hasMessageContaining("where these characters belong to the secret")
                        .hasMessageContaining("file");
                continue;
            }
            assertThat(read).as(way.toString()).isEqualTo(secret);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a${b", "a${b}c", "${NO_SUCH}", "$${a}", "\\${a}"})
    void expressionInAFile_isText(String secret) throws IOException {
        assertThat(password(Way.FILE.config(folder, secret))).isEqualTo(secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\${a}", "$${a}"})
    void escapedExpression_isTextWithoutTheEscape(String secret) throws IOException {
        for (Way way : List.of(Way.PROPERTIES, Way.YAML, Way.VARIABLE)) {
            assertThat(password(way.config(folder, secret))).as(way.toString()).isEqualTo("${a}");
        }
    }

    @Test
    void defaultOfAnExpression_isTakenWhereTheNameHasNoValue() throws IOException {
        assertThat(password(Way.PROPERTIES.config(folder, "${NO_SUCH:a$$b}"))).isEqualTo("a$$b");
    }

    @Test
    void expressionAmongText_isExpanded() throws IOException {
        assertThat(password(Way.PROPERTIES.config(folder, "pre-${debezium.sink.memphis.username}")))
                .isEqualTo("pre-cdc");
    }

    private static String password(Config config) {
        return ConfigLoader.load(config).credentials().password().reveal();
    }

    private static Config with(ConfigSource... sources) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(new HashMap<>(REST), "rest", 100))
                .withSources(sources)
                .build();
    }
}
