package dev.memphis.delivery.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTextTest {
    @Test
    void textOfALine_isShownWhole_andALongerOneIsCut() {
        assertThat(PrintableText.of("🐎".repeat(120))).isEqualTo("🐎".repeat(120));
        assertThat(PrintableText.of("🐎".repeat(121))).isEqualTo("🐎".repeat(120) + "… (121 characters)");
    }
}
