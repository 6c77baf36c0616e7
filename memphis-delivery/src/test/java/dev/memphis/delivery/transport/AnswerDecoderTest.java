package dev.memphis.delivery.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Answers that repeat the one before, and those that nearly do. */
class AnswerDecoderTest {
    /** What an answer of the test is, and how it stands on the wire; null if it is no answer. */
    private record Sample(String wire, String told) {}

    private static final List<Sample> SAMPLES = List.of(
            sample("HTTP/1.1 200 OK\r\nDate: 1\r\nContent-Length: 2\r\n\r\nok", "200 1 ok open"),
            sample("HTTP/1.1 200 OK\r\nDate: 2\r\nContent-Length: 2\r\n\r\nok", "200 2 ok open"),
            // One is the beginning of the other, but for the length.
            sample(
                    "HTTP/1.1 200 OK\r\nDate: 1\r\nContent-Length: 20\r\n\r\nok345678901234567890",
                    "200 1 ok345678901234567890 open"),
            sample("HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n", "503 null  open"),
            sample(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n",
                    "200 null ok open"),
            sample(
                    "HTTP/1.1 200 OK\r\nContent-Length: 1500\r\n\r\n" + "x".repeat(1500),
                    "200 null " + "x".repeat(1500) + " open"),
            sample("HTTP/1.1 204 None\r\n\r\n", "204 null  open"),
            sample("HTTP/1.1 100 Continue\r\n\r\n", null),
            // More than a line ends it: what is left of it belongs to the next.
            sample("\r\n", null));

    private static Sample sample(String wire, String told) {
        return new Sample(wire, told);
    }

    @Property(tries = 2000)
    void answersInAnyOrderAndInAnyPieces_areWhatTheyAreAlone(@ForAll("sequences") List<Sample> all, @ForAll long cuts) {
        Random random = new Random(cuts);
        StringBuilder wire = new StringBuilder();
        all.forEach(sample -> wire.append(sample.wire()));
        int longest = 1 + random.nextInt(400);

        List<String> told = new ArrayList<>();
        AnswerDecoder decoder = new AnswerDecoder();
        for (int from = 0; from < wire.length(); ) {
            int to = Math.min(wire.length(), from + 1 + random.nextInt(longest));
            told.addAll(tell(decoder, wire.substring(from, to)));
            from = to;
        }

        assertThat(told)
                .isEqualTo(all.stream()
                        .map(Sample::told)
                        .filter(one -> one != null)
                        .toList());
    }

    @Provide
    Arbitrary<List<Sample>> sequences() {
        // Mostly repetitions.
        return Arbitraries.of(SAMPLES)
                .flatMap(sample -> Arbitraries.integers().between(1, 6).map(times -> List.of(sample, times)))
                .list()
                .ofMaxSize(12)
                .map(runs -> {
                    List<Sample> all = new ArrayList<>();
                    runs.forEach(run -> {
                        for (int i = 0; i < (int) run.get(1); i++) {
                            all.add((Sample) run.get(0));
                        }
                    });
                    return all;
                });
    }

    @Test
    void repeatedAnswer_isTheVeryOneFromBefore() {
        AnswerDecoder decoder = new AnswerDecoder();
        String wire = SAMPLES.getFirst().wire();

        List<CompleteAnswer> answers = decoder.decode(buffer(wire.repeat(3)));
        answers = new ArrayList<>(answers);
        answers.addAll(decoder.decode(buffer(wire)));

        assertThat(answers).hasSize(4);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.reply())
                        .isSameAs(decoder.decode(buffer(wire)).getFirst().reply()));
    }

    @Test
    void lastAnswer_saysSoEachTime() {
        AnswerDecoder decoder = new AnswerDecoder();
        String last = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";

        assertThat(tell(decoder, last + last)).containsExactly("200 null ok closed", "200 null ok closed");
    }

    private static List<String> tell(AnswerDecoder decoder, String wire) {
        return decoder.decode(buffer(wire)).stream()
                .map(answer ->
                        answer.reply().status() + " " + answer.reply().header().apply("date") + " "
                                + new String(answer.reply().body(), StandardCharsets.US_ASCII)
                                + (answer.last() ? " closed" : " open"))
                .toList();
    }

    private static io.netty.buffer.ByteBuf buffer(String wire) {
        return Unpooled.copiedBuffer(wire, StandardCharsets.US_ASCII);
    }
}
