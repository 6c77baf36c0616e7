package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.delivery.fidelity.FidelityGuard;
import dev.memphis.emulator.json.GoDecoder;
import dev.memphis.emulator.json.GoEncoder;
import dev.memphis.emulator.json.GoJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What the guard lets into a batch comes out of the gateway's re-encoding with the same names, texts and numbers. The
 * emulator's re-encoder was written and checked by itself, against exchanges recorded with the real gateway. A failing
 * seed is in the message; {@code -Dmemphis.guard.seed=N} replays it alone.
 */
class GuardAgainstGatewayTest {
    private static final int DOCUMENTS = 200_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    private final FidelityGuard guard = new FidelityGuard();

    @Test
    void documentThatTheGuardKeeps_comesOutOfTheGatewayUnchanged() {
        Long only = Long.getLong("memphis.guard.seed");
        int kept = 0;
        for (long seed = only == null ? 0 : only; seed < (only == null ? DOCUMENTS : only + 1); seed++) {
            byte[] json = new RandomDocument(new Random(seed)).bytes();
            if (guard.keeps(json)) {
                kept++;
                assertUnchanged(json, seed);
            }
        }
        assertThat(kept).as("documents that were kept").isGreaterThan(only == null ? DOCUMENTS / 20 : -1);
    }

    private static void assertUnchanged(byte[] json, long seed) {
        String text = new String(json, StandardCharsets.UTF_8);
        try {
            JsonNode out = JSON.readTree(GoEncoder.encode(GoDecoder.decode(json)));
            assertThat(JSON.readTree(json).equals(GuardAgainstGatewayTest::compare, out))
                    .as("seed %d: %s became %s", seed, text, out)
                    .isTrue();
        } catch (GoJsonException | IOException e) {
            throw new AssertionError("seed " + seed + ": the gateway refuses " + text + ": " + e.getMessage(), e);
        }
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    /** Documents of everything that is difficult, some of them broken. */
    private static final class RandomDocument {
        private static final String[] NUMBERS = {
            "0",
            "-0",
            "0.0",
            "1.10",
            "9007199254740991",
            "9007199254740992",
            "9007199254740993",
            "1e21",
            "1E400",
            "0.1",
            "123456789012345678",
            "1795517973706345678",
            "5e-324",
            "1.7976931348623157e308",
            "1e-7",
            "100e20",
            "0.000001",
            "123456.7890123456",
            "9999999999999999",
            "01",
            "1.",
            "-",
            "2.5E+3"
        };
        private static final String[] PIECES = {
            "a",
            "é",
            "🐎",
            "\\n",
            "\\u0000",
            "\\ud83d\\udc0e",
            "\\ud83d",
            "\\udc0e",
            "<&>",
            "\\/",
            "\u2028",
            "\\u2029",
            "\u007f",
            "\\u00e9",
            "\\b\\f",
            "\\x",
            "\t",
            "\ufffd",
            "\\ufffd",
            "\\uFFFF"
        };

        private final Random random;
        private final StringBuilder json = new StringBuilder();

        RandomDocument(Random random) {
            this.random = random;
        }

        byte[] bytes() {
            object(0);
            byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(20) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            return bytes;
        }

        private void object(int depth) {
            json.append('{');
            int fields = random.nextInt(4);
            for (int i = 0; i < fields; i++) {
                json.append(i == 0 ? "" : random.nextBoolean() ? "," : " ,\n");
                text();
                json.append(random.nextBoolean() ? ":" : " : ");
                value(depth + 1);
            }
            json.append('}');
        }

        private void array(int depth) {
            json.append('[');
            int values = random.nextInt(4);
            for (int i = 0; i < values; i++) {
                json.append(i == 0 ? "" : ", ");
                value(depth + 1);
            }
            json.append(']');
        }

        private void value(int depth) {
            switch (random.nextInt(depth > 4 ? 4 : 6)) {
                case 0 -> text();
                case 1 -> json.append(random.nextInt(3) == 0 ? "null" : random.nextBoolean());
                case 2 -> json.append(NUMBERS[random.nextInt(NUMBERS.length)]);
                case 3 -> number();
                case 4 -> array(depth);
                default -> object(depth);
            }
        }

        private void number() {
            switch (random.nextInt(4)) {
                case 0 -> json.append(random.nextInt());
                case 1 -> json.append(Double.longBitsToDouble(random.nextLong()));
                case 2 -> json.append(random.nextLong() >> random.nextInt(64));
                default ->
                    json.append(random.nextInt(1000))
                            .append('.')
                            .append(random.nextLong() >>> random.nextInt(1, 64))
                            .append(random.nextBoolean() ? "" : "e" + random.nextInt(-30, 30));
            }
        }

        private void text() {
            json.append('"');
            int pieces = random.nextInt(4);
            for (int i = 0; i < pieces; i++) {
                json.append(
                        random.nextInt(3) == 0
                                ? PIECES[random.nextInt(PIECES.length)]
                                : Character.toString(random.nextInt('a', 'f')));
            }
            json.append('"');
        }
    }
}
