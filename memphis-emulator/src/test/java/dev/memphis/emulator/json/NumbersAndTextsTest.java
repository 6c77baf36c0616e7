package dev.memphis.emulator.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The short ways for whole numbers and plain texts give what the long ways give. */
class NumbersAndTextsTest {
    private static final int TRIES = 200_000;

    @Test
    void wholeNumbersOfAnyLength_becomeTheNearestFloat64AndItsShortestText() throws GoJsonException {
        long seed = Long.getLong("memphis.numbers.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            String written = String.valueOf(random.nextLong() >>> random.nextInt(64));
            assertThat(reencoded(written)).as("%s, seed %d", written, seed).isEqualTo(shortest(written));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "7",
                "-7",
                "9007199254740991",
                "9007199254740992",
                "9007199254740993",
                "-9007199254740993",
                "999999999999999999",
                "1000000000000000001",
                "9223372036854775807",
                "123456789012345678"
            })
    void wholeNumbersAtTheEdges_areThoseOfTheLongWay(String written) throws GoJsonException {
        assertThat(reencoded(written)).isEqualTo(written.equals("-0") ? "-0" : shortest(written));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain,plain",
                "`a\\u00e9b`,aéb",
                "`é at the front`,`é at the front`",
                "`\\\"quoted\\\"`,`\\\"quoted\\\"`",
                "`<a> & b`,`\\u003ca\\u003e \\u0026 b`",
                "`ends with \\n`,`ends with \\n`",
                "`\\u0001`,`\\u0001`",
                "``,``"
            })
    void textsWithAndWithoutEscapes_areEncodedAsGoDoes(String written, String expected) throws GoJsonException {
        assertThat(reencoded("\"" + written + "\"")).isEqualTo("\"" + expected + "\"");
    }

    private static String reencoded(String json) throws GoJsonException {
        return GoEncoder.encode(GoDecoder.decode(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String shortest(String written) {
        double value = Double.parseDouble(written);
        return value == 0
                ? "0"
                : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
