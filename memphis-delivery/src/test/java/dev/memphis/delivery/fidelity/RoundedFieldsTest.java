package dev.memphis.delivery.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that may be rounded; N stands for a number that is rounded. */
class RoundedFieldsTest {
    private static final String N = "1764000000123456789";

    private final FidelityGuard guard = guard("ts_ns", "source.ts_ns", "after.é.times");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ts_ns':N}",
                "{'source':{'ts_ns':N,'lsn':1},'ts_ns':-N}",
                " { 'a' : {} , 'ts_ns' : N } ",
                "{'\\u0074s_ns':N}",
                "{'\\u0073ource':{'ts\\u005fns':N}}",
                "{'ts_ns':[N,[N]]}",
                "{'ts_ns':[{'a':1},N]}",
                "{'after':{'é':{'times':N}}}",
                "{'after':{'\\u00e9':{'times':N}}}",
                "{'after':[{'é':[1,{'times':[1,N]}]}]}",
                "{'schema':{'type':'struct'},'payload':{'ts_ns':N,'source':{'ts_ns':N}}}",
                " { 'schema' : {} , 'payload' : { 'ts_ns' : N } }"
            })
    void wholeNumberInANamedField_isAsGoodAsKept(String json) {
        assertThat(keeps(guard, json)).isTrue();
        assertThat(keeps(new FidelityGuard(), json)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ts_us':N}",
                "{'ts_n':N}",
                "{'xs_ns':N}",
                "{'\\u0078s_ns':N}",
                "{'ts_n\\u0073s':N}",
                "{'ts_\\u006e':N}",
                "{'ts_n\\u00e9':N}",
                "{'after':{'\\u00e8':{'times':N}}}",
                "{'after':{'\\u00e9x':{'times':N}}}",
                "{'ts_nss':N}",
                "{'after':{'ts_ns':N}}",
                "{'before':{'ts_ns':N},'ts_ns':N}",
                "{'source':{'ts_ns':1},'lsn':N}",
                "{'source':{'lsn':N,'ts_ns':N}}",
                "{'source':{'source':{'ts_ns':N}}}",
                "{'ts_ns':{'ts_ns':N}}",
                "{'ts_ns':1,'a':[N]}",
                "{'ts_ns':[{'a':N}]}",
                "{'ts_ns':[],'a':N}",
                "{'ts_ns':[[]],'a':[N]}",
                "{'source':N}",
                "{'source':[N]}",
                "{'after':{'e':{'times':N}}}",
                "{'payload':{'ts_ns':N}}",
                "{'payload':{'ts_ns':N},'schema':{}}",
                "{'schema':'v1','payload':{'ts_ns':N}}",
                "{'schema':null,'payload':{'ts_ns':N}}",
                "{'schemas':{},'payload':{'ts_ns':N}}",
                "{'schema':{},'payload':{'after':{'ts_ns':N}}}",
                "{'schema':{'ts_ns':N},'payload':{}}"
            })
    void numberInAnyOtherField_isNot(String json) {
        assertThat(keeps(guard, json)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ts_ns':1e999}",
                "{'ts_ns':1.7640000001234567891}",
                "{'ts_ns':1764000000123456789.5}",
                "{'ts_ns':1764000000123456789e0}",
                "{'ts_ns':01764000000123456789}",
                "{'ts_ns':1764000000123456789x}",
                "{'ts_ns':1,'ts_ns':N}",
                "{'ts_ns':N,'ts_ns':N}",
                "{'ts_ns':N,'\\u0074s_ns':N}",
                "{'\\ud83d':N}",
                "{'ts_ns':N"
            })
    void whatIsNoWholeNumberOrNoJson_isNotKeptInANamedFieldEither(String json) {
        assertThat(keeps(guard, json)).isFalse();
    }

    @Test
    void everyBeginningOfADocumentWithItsSchema_isNotKept() {
        byte[] json = "{\"schema\":{},\"payload\":{\"ts_\\u006es\":1}}".getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < json.length; length++) {
            assertThat(guard.keeps(Arrays.copyOf(json, length)))
                    .describedAs("%d bytes", length)
                    .isFalse();
        }
        assertThat(guard.keeps(json)).isTrue();
    }

    @Test
    void numberBeyondFloat64_isNotKept() {
        assertThat(keeps(guard, "{'ts_ns':" + "9".repeat(308) + "}")).isTrue();
        assertThat(keeps(guard, "{'ts_ns':" + "9".repeat(309) + "}")).isFalse();
        assertThat(keeps(guard, "{'ts_ns':1" + "0".repeat(400) + "}")).isFalse();
    }

    @Test
    void documentAfterAnother_startsAtTheTopAgain() {
        assertThat(keeps(guard, "{'schema':{},'payload':{'ts_ns':N}}")).isTrue();
        assertThat(keeps(guard, "{'payload':{'ts_ns':N}}")).isFalse();
        assertThat(keeps(guard, "{'source':{'ts_ns':[[[[N")).isFalse();
        assertThat(keeps(guard, "{'a':N}")).isFalse();
    }

    @Test
    void payloadInAPath_isThatOfAnyDocument() {
        FidelityGuard payload = guard("payload.ts_ns");

        assertThat(keeps(payload, "{'payload':{'ts_ns':N}}")).isTrue();
        assertThat(keeps(payload, "{'schema':{},'payload':{'ts_ns':N}}")).isTrue();
        assertThat(keeps(payload, "{'ts_ns':N}")).isFalse();
    }

    @Test
    void depthBeyondAllBefore_keepsThePlaces() {
        String deep = "{'a':".repeat(40) + "1" + "}".repeat(40);

        assertThat(keeps(guard, "{'x':" + deep + ",'source':{'x':" + deep + ",'ts_ns':N},'ts_ns':N}"))
                .isTrue();
        assertThat(keeps(guard, "{'x':" + deep + ",'source':{'x':" + deep + ",'ts_ns':N},'y':N}"))
                .isFalse();
    }

    private static FidelityGuard guard(String... paths) {
        return new FidelityGuard(new RoundedFields(
                Arrays.stream(paths).map(path -> List.of(path.split("\\."))).toList()));
    }

    private static boolean keeps(FidelityGuard guard, String json) {
        return guard.keeps(json.replace('\'', '"').replace("N", N).getBytes(StandardCharsets.UTF_8));
    }
}
