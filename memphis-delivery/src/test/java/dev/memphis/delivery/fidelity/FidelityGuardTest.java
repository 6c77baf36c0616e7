package dev.memphis.delivery.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FidelityGuardTest {
    private final FidelityGuard guard = new FidelityGuard();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "-0.0",
                "0e400",
                "1",
                "-1",
                "1.0",
                "1.10",
                "1e2",
                "1E+2",
                "1e21",
                "1e-7",
                "0.1",
                "0.000001",
                "123456789012.5",
                "1e20",
                "123456789012345",
                "9007199254740991",
                "9007199254740992",
                "-9007199254740992",
                "9007199254740994",
                "1764000000123456",
                "1764000000123000000",
                "0.30000000000000004",
                "3.141592653589793",
                "1.5e307",
                "100000000000000000000000000000000000",
                "0.1000000000000000000000000000000000000"
            })
    void numberThatFloat64GivesBack_isKept(String number) {
        assertThat(keeps("{\"n\":" + number + "}")).isTrue();
        assertThat(keeps("{\"n\":[" + number + "],\"m\":" + number + " }")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "-9007199254740993",
                "1152921504606846976",
                "1764000000123456789",
                "18446744073709551615",
                "1E400",
                "-1e309",
                "1e-400",
                "1e99999999999999999999",
                "1e-99999999999999999999",
                "0.1234567890123456789",
                "3.14159265358979324",
                "0.30000000000000003"
            })
    void numberThatFloat64Rounds_isNotKept(String number) {
        assertThat(keeps("{\"n\":" + number + "}")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "-",
                "+1",
                ".5",
                "1.",
                "1.e2",
                "1e",
                "1e+",
                "0x10",
                "1_000",
                "NaN",
                "Infinity",
                "--1",
                "1.2.3",
                "1e2e3",
                "00",
                "-01",
                "1a",
                "tru",
                "True",
                "nul",
                "falsee",
                "'a'",
                "\"a",
                "\"\t\"",
                "\"\\x41\"",
                "\"\\u12g4\"",
                "\"\\u12\"",
                "\"\\",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1",
                "[1}",
                "{]",
                "{1:2}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "{\"a\" 1}",
                "",
                "/*c*/1",
                "1//"
            })
    void textThatIsNoJson_isNotKept(String value) {
        assertThat(keeps("{\"v\":" + value + "}")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "\"a\"",
                "null",
                "true",
                "[]",
                "[{\"a\":1}]",
                "{}{}",
                "{},",
                "{} x",
                "{",
                "}",
                "{\"",
                "{\"a",
                "\ufeff{}"
            })
    void documentThatIsNoSingleObject_isNotKept(String document) {
        assertThat(keeps(document)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " \t\r\n{ } \n",
                "{\"b\":1,\"a\":{\"d\":1,\"c\":2}}",
                "{\"h\":\"<&>\",\"u\":\"\u2028ž🐎\",\"s\":\"a\\/b\",\"e\":\"\\u00e9\",\"c\":\"\\u0007\\t\"}",
                "{\"s\":\"\\ud83d\\udc0e\"}",
                "{\"t\":true,\"f\":false,\"n\":null,\"o\":{},\"l\":[]}",
                "{\"z\":\"\\u0000\\b\\f\\n\\r\\\\\\\"\u007f\ufffd\"}",
                "{\"a\":[[],[{}],{\"a\":[{\"a\":1},{\"a\":2}]}],\"b\":{\"a\":{\"a\":1}}}",
                "{\"\":1,\" \":2,\"a\":3,\"A\":4}",
                "{\"\\ud83d\\udc0e\":1,\"\\ud83d\\udc0f\":2,\"é\":3}"
            })
    void everythingElse_isKept(String document) {
        assertThat(keeps(document)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"\":1,\"\":2}",
                "{\"é\":1,\"\\u00e9\":2}",
                "{\"€\":1,\"\\u20AC\":2}",
                "{\"🐎\":1,\"\\ud83d\\uDC0E\":2}",
                "{\"/\":1,\"\\/\":2}",
                "{\"x\\ny\":1,\"x\\u000ay\":2}",
                "{\"o\":{\"b\":1,\"c\":2,\"b\":3}}",
                "{\"o\":[{\"b\":1},{\"b\":1,\"c\":{\"b\":1},\"b\":1}]}"
            })
    void nameThatIsThereTwice_isNotKept(String document) {
        assertThat(keeps(document)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\ud800",
                "\\udc00",
                "\\ud800x",
                "\\ud800\\u0041",
                "\\udc00\\ud800",
                "\\ud800\\ud800\\udc00",
                "\\ud83d\\n",
                "\\ud83d🐎",
                "\\ud83d\\\\udc0e"
            })
    void surrogateThatStandsAlone_isNotKept(String text) {
        assertThat(keeps("{\"s\":\"" + text + "\"}")).isFalse();
        assertThat(keeps("{\"" + text + "\":1}")).isFalse();
    }

    @Test
    void bytesThatAreNoUtf8_areNotKept() {
        int[][] wrong = {
            {0x80},
            {0xff},
            {0xc0, 0x80},
            {0xc1, 0xbf},
            {0xc3},
            {0xc3, 0x28},
            {0xe0, 0x80, 0x80},
            {0xe2, 0x82},
            {0xed, 0xa0, 0x80},
            {0xed, 0xbf, 0xbf},
            {0xf0, 0x80, 0x80, 0x80},
            {0xf4, 0x90, 0x80, 0x80},
            {0xf5, 0x80, 0x80, 0x80},
            {0xf0, 0x9f, 0x90},
            {0xe2, 0x28, 0xa1},
            {0xf0, 0x9f, 0x28, 0x8e}
        };
        for (int[] bytes : wrong) {
            byte[] json = "{\"s\":\"????\"}".getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; i < bytes.length; i++) {
                json[6 + i] = (byte) bytes[i];
            }
            assertThat(guard.keeps(json)).describedAs("%x…", bytes[0]).isFalse();
        }
    }

    @Test
    void anyTwoBytesAndWhatMayFollow_areKeptExactlyWhereTheyAreUtf8() {
        byte[] json = "{\"s\":\"????\"}".getBytes(StandardCharsets.ISO_8859_1);
        for (int length = 1; length <= 4; length++) {
            for (int first = 0x80; first <= 0xff; first++) {
                for (int second = 0x20; second <= 0xff; second++) {
                    byte[] text = {(byte) first, (byte) second, (byte) 0x80, (byte) 0xbf};
                    Arrays.fill(json, 6, 10, (byte) 'x');
                    System.arraycopy(text, 0, json, 6, length);
                    if (second != '"' && second != '\\') {
                        assertThat(guard.keeps(json))
                                .describedAs("%d bytes of %x %x 80 bf", length, first, second)
                                .isEqualTo(isUtf8(json));
                    }
                }
            }
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x20, 0x7f, 0x80, 0x7ff, 0x800, 0xfff, 0x1000, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x3ffff, 0x40000,
                0x10ffff
            })
    void nameInEscapesAndWithout_isTheSameAtTheEndsOfEachLength(int point) {
        String plain = Character.toString(point);
        String escaped = plain.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());

        assertThat(keeps("{\"" + plain + "\":1,\"" + escaped + "\":2}")).isFalse();
        assertThat(keeps("{\"" + plain + "\":1,\"" + escaped + "x\":2,\"x" + escaped + "\":3}"))
                .isTrue();
        assertThat(keeps("{\"" + escaped + "\":1,\"\\u0021\":2}")).isTrue();
    }

    @Test
    void digitsAndExponents_areKeptExactlyWhenTheModelSaysSo() {
        List<String> digits = List.of(
                "0",
                "0.0",
                "1",
                "9",
                "10",
                "15",
                "0.5",
                "0.001",
                "1.10",
                "9007199254740992",
                "9007199254740993",
                "123456789012345",
                "1234567890123456",
                "12345678901234567",
                "123456789012345678",
                "1234567890123456789",
                "0.1234567890123456",
                "0.00012345678901234567",
                "1797693134862315700",
                "100000000000000000000001");
        for (String digit : digits) {
            for (int power = -330; power <= 330; power++) {
                isKeptAsTheModelSays(digit + "e" + power);
                isKeptAsTheModelSays("-" + digit + "E+" + Math.abs(power));
            }
        }
    }

    private void isKeptAsTheModelSays(String number) {
        byte[] json = ("{\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8);
        BigDecimal size = new BigDecimal(number).abs();
        // Beyond that the guard says no without looking, which costs the event a request of its own.
        boolean looked = size.signum() == 0
                || (size.compareTo(new BigDecimal("1e-307")) >= 0 && size.compareTo(new BigDecimal("1e308")) < 0);

        assertThat(guard.keeps(json)).describedAs(number).isEqualTo(looked && GoBatchModel.keeps(json));
    }

    @Test
    void nameThatIsThereTwiceFarApart_isNotKept() {
        String many = wide(2000);
        String open = many.substring(0, many.length() - 1);

        assertThat(keeps(open + ",\"n0\":1}")).isFalse();
        assertThat(keeps(open + ",\"n255\":1}")).isFalse();
        assertThat(keeps(many)).as("after others of the same names").isTrue();
    }

    @Test
    void depthThatGoAllowsInsideTheArray_isKept() {
        assertThat(keeps(nested(9_999))).isTrue();
        assertThat(keeps(nested(10_000))).isFalse();
        assertThat(keeps("{\"a\":" + "[".repeat(9_998) + "]".repeat(9_998) + "}"))
                .isTrue();
        assertThat(keeps("{\"a\":" + "[".repeat(9_999) + "]".repeat(9_999) + "}"))
                .isFalse();
    }

    @Test
    void manyNames_areTakenUpToTheLimit() {
        assertThat(keeps(wide(NameSet.MOST))).isTrue();
        assertThat(keeps(wide(NameSet.MOST + 1))).isFalse();
        assertThat(keeps("{\"a\":1}")).isTrue();
    }

    @Test
    void partOfAnArray_isReadWithinItsBounds() {
        byte[] json = "x{\"a\":12}3".getBytes(StandardCharsets.UTF_8);

        assertThat(guard.keeps(json, 1, 8)).isTrue();
        assertThat(guard.keeps(json, 1, 7)).isFalse();
        assertThat(guard.keeps(json, 1, 9)).isFalse();
    }

    @Test
    void everyBeginningOfADocument_isNotKept() {
        byte[] json = "{\"a\\u0061\":[1.5e3,true,null,\"\\ud83d\\udc0e é\\n🐎€\",{}],\"b\":-0}"
                .getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < json.length; length++) {
            assertThat(guard.keeps(json, 0, length))
                    .describedAs("%d bytes", length)
                    .isFalse();
            assertThat(guard.keeps(Arrays.copyOf(json, length)))
                    .describedAs("%d bytes and no more", length)
                    .isFalse();
        }
        assertThat(guard.keeps(json)).isTrue();
    }

    private boolean keeps(String json) {
        return guard.keeps(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String nested(int depth) {
        return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    private static String wide(int names) {
        StringBuilder json = new StringBuilder("{\"n0\":0");
        for (int i = 1; i < names; i++) {
            json.append(",\"n").append(i).append("\":0");
        }
        return json.append('}').toString();
    }
}
