package dev.memphis.delivery.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.options.BadValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void page_isUpToDate() throws IOException {
        if ("write".equals(System.getProperty("memphis.docs"))) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, ConfigurationPage.text());
        }
        assertThat(PAGE)
                .describedAs("run: mvn -pl memphis-delivery test -Dtest=ConfigurationPageTest -Dmemphis.docs=write")
                .hasContent(ConfigurationPage.text());
    }

    @Test
    void everyOption_isDescribedOnce() {
        assertThat(Options.ALL).extracting(Option::name).doesNotHaveDuplicates();
        assertThat(Options.ALL)
                .allSatisfy(option -> assertThat(option.meaning()).endsWith(".").hasSizeGreaterThan(15));
    }

    @Test
    void everyDefault_isAllowed() throws BadValueException {
        for (Option<?> option : Options.ALL) {
            if (option.defaultText().isPresent()) {
                assertThat(option.type().read(option.defaultText().get())).isNotNull();
            }
        }
    }
}
