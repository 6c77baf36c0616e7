package dev.memphis.delivery.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.OptionNames;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MigrationPageTest {
    private static final Pattern BLOCK =
            Pattern.compile("```properties\n(debezium\\.sink\\.type=memphis\n.*?)```", Pattern.DOTALL);

    /** Names in the table's second column, which stand without their prefix. */
    private static final Pattern NAME = Pattern.compile("`([a-z][a-z.]+)(?:=[a-z]+)?`");

    @Test
    void newPropertyFile_isAccepted() throws IOException {
        Matcher block = BLOCK.matcher(page());
        assertThat(block.find()).isTrue();
        Properties properties = new Properties();
        properties.load(new StringReader(block.group(1)));

        MemphisConfig config = ConfigReader.read(
                OptionNames.DEBEZIUM_SERVER,
                name -> Optional.ofNullable(properties.getProperty(name)),
                properties.stringPropertyNames());

        assertThat(config.events().station()).contains("todo-cdc-events");
    }

    @Test
    void everyOptionOfTheTable_isOne() throws IOException {
        page().lines()
                .filter(line -> line.startsWith("| `") && line.split("\\|").length > 3)
                .flatMap(line -> NAME.matcher(line.split("\\|")[2]).results())
                .map(match -> match.group(1))
                .filter(name -> !name.equals("auto"))
                .forEach(
                        name -> assertThat(Options.ALL).extracting(Option::name).contains(name));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "migrating-from-the-http-sink.md"));
    }
}
