package dev.memphis.delivery.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * The guard against the model. A failing property prints its seed; {@code @Property(seed = "…")} replays it.
 * {@code -Djqwik.tries.default=N} sets how many documents are tried.
 */
class FidelityGuardPropertiesTest {
    private final FidelityGuard guard = new FidelityGuard();

    @Property
    void document_isKeptExactlyWhenTheModelSaysSo(@ForAll("documents") String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);

        assertThat(guard.keeps(bytes)).isEqualTo(GoBatchModel.keeps(bytes));
    }

    @Property(tries = 10_000)
    void number_isKeptExactlyWhenTheModelSaysSo(@ForAll("numbers") String number) {
        byte[] bytes = ("{\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8);

        assertThat(guard.keeps(bytes)).isEqualTo(GoBatchModel.keeps(bytes));
    }

    @Property
    void brokenDocument_isKeptExactlyWhenTheModelSaysSo(
            @ForAll("documents") String json, @ForAll int where, @ForAll byte what) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        bytes[Math.floorMod(where, bytes.length)] = what;

        assertThat(guard.keeps(bytes)).isEqualTo(GoBatchModel.keeps(bytes));
    }

    @Property(tries = 5000)
    void documentWithRoundedFields_isKeptExactlyWhenTheModelSaysSo(
            @ForAll("envelopes") String json, @ForAll("places") Set<List<String>> places) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        boolean kept = new FidelityGuard(new RoundedFields(places)).keeps(bytes);

        assertThat(kept).isEqualTo(GoBatchModel.keeps(bytes, places));
        Statistics.label("kept")
                .collect(kept ? guard.keeps(bytes) ? "exactly" : "rounded" : "not kept")
                .coverage(coverage -> {
                    coverage.check("exactly").percentage(at -> at > 2);
                    coverage.check("rounded").percentage(at -> at > 2);
                    coverage.check("not kept").percentage(at -> at > 2);
                });
    }

    @Property(tries = 10_000)
    void numberThatMayBeRounded_isKeptExactlyWhenTheModelSaysSo(@ForAll("numbers") String number) {
        Set<List<String>> places = Set.of(List.of("n"));
        byte[] bytes = ("{\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8);

        assertThat(new FidelityGuard(new RoundedFields(places)).keeps(bytes))
                .isEqualTo(GoBatchModel.keeps(bytes, places));
    }

    @Property(tries = 1500)
    void anyBytes_neverMakeTheGuardFail(@ForAll byte[] bytes) {
        assertThat(guard.keeps(bytes)).isEqualTo(GoBatchModel.keeps(bytes));
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(Object::toString),
                Arbitraries.longs().between(-(1L << 55), 1L << 55).map(Object::toString),
                Arbitraries.doubles()
                        .filter(d -> Math.abs(d) >= 1e-307 && Math.abs(d) < 1e308)
                        .map(d -> Double.toString(d)),
                bitPatterns().map(d -> Double.toString(d)),
                bitPatterns().map(d -> new BigDecimal(d).toString()).filter(t -> t.length() < 60),
                Arbitraries.bigIntegers()
                        .between(BigInteger.TEN.pow(15).negate(), BigInteger.TEN.pow(21))
                        .map(Object::toString),
                decimals());
    }

    private static Arbitrary<Double> bitPatterns() {
        return Arbitraries.longs()
                .map(Double::longBitsToDouble)
                .filter(d -> Double.isFinite(d) && Math.abs(d) >= 1e-307 && Math.abs(d) < 1e308);
    }

    private static Arbitrary<String> decimals() {
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(20);
        Arbitrary<String> exponents = Arbitraries.oneOf(
                Arbitraries.just(""), Arbitraries.integers().between(-280, 280).map(e -> "e" + e));
        return Combinators.combine(digits, digits, exponents)
                .as((whole, fraction, exponent) -> new BigInteger(whole) + "." + fraction + exponent);
    }

    /** Documents of few names, so that a place is met often. */
    @Provide
    Arbitrary<String> envelopes() {
        Arbitrary<String> numbers = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of("1", "[1,2]", "\"9007199254740993\"", "null")),
                Tuple.of(6, Arbitraries.of("9007199254740993", "1764000000123456789", "[1, 9007199254740993]")),
                Tuple.of(1, Arbitraries.of("1.00000000000000001", "9007199254740993.5", "1e999", "-1e-999")));
        Arbitrary<String> envelope = envelopes(Arbitraries.lazyOf(
                () -> numbers,
                () -> numbers,
                () -> envelopes(numbers),
                () -> envelopes(Arbitraries.oneOf(numbers, envelopes(numbers))),
                () -> arrays(envelopes(numbers))));
        return Arbitraries.oneOf(envelope, envelope.map(payload -> "{ \"schema\" :\n{},\"payload\":" + payload + "}"));
    }

    private static Arbitrary<String> envelopes(Arbitrary<String> values) {
        Arbitrary<String> names = Arbitraries.of(
                "ts_ns",
                "\\u0074s_ns",
                "ts_\\u006es",
                "source",
                "sourc\\u0065",
                "payload",
                "schema",
                "after",
                "ts_n",
                "é");
        return Combinators.combine(names, values)
                .as((name, value) -> "\"" + name + "\":" + value)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .uniqueElements(field -> field.substring(0, field.indexOf(':')))
                .map(fields -> "{" + String.join(",", fields) + "}");
    }

    @Provide
    Arbitrary<Set<List<String>>> places() {
        return Arbitraries.of("ts_ns", "source", "after", "payload", "é")
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .set()
                .ofMaxSize(16);
    }

    @Provide
    Arbitrary<String> documents() {
        return objects(Arbitraries.lazy(this::values)).filter(json -> json.length() < 20_000);
    }

    private Arbitrary<String> values() {
        return Arbitraries.lazyOf(
                this::scalars, this::scalars, this::scalars, () -> objects(values()), () -> arrays(values()));
    }

    private Arbitrary<String> scalars() {
        return Arbitraries.oneOf(
                Arbitraries.of("null", "true", "false", "0", "1", "-0.0", "1e5", "\"\"", "9007199254740993"),
                Arbitraries.integers().map(Object::toString),
                texts());
    }

    private static Arbitrary<String> arrays(Arbitrary<String> values) {
        return values.list().ofMaxSize(4).map(list -> "[" + String.join(" ,", list) + "]");
    }

    private static Arbitrary<String> objects(Arbitrary<String> values) {
        Arbitrary<String> fields = Combinators.combine(names(), values).as((name, value) -> name + ": " + value);
        return fields.list().ofMaxSize(5).map(list -> list.stream().collect(Collectors.joining(",\n", "{", " }")));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "\"a\"",
                        "\"b\"",
                        "\"c\"",
                        "\"\\u0061\"",
                        "\"é\"",
                        "\"\\u00e9\"",
                        "\"\\ud83d\\udc0e\"",
                        "\"🐎\""),
                Arbitraries.strings().alpha().ofMinLength(1).map(name -> "\"" + name + "\""),
                texts());
    }

    private static Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.strings().ofMaxLength(3).map(FidelityGuardPropertiesTest::escaped)),
                Tuple.of(4, Arbitraries.of("\\n", "\\/", "\\u0000", "\\ud83d\\udc0e", "\\u2028", "<&>")),
                Tuple.of(1, Arbitraries.of("\\ud83d", "\\udc0e", "\\x", "\u0001")));
        return pieces.list().ofMaxSize(4).map(list -> "\"" + String.join("", List.copyOf(list)) + "\"");
    }

    private static String escaped(String text) {
        return text.codePoints()
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .mapToObj(c -> c < ' ' || c == '"' || c == '\\' ? String.format("\\u%04X", c) : Character.toString(c))
                .collect(Collectors.joining());
    }
}
