package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of what may be done when. A situation is named by what holds in it. */
class AdmissionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            needed confirmed room                                  | SEND
            needed confirmed                                       | WAIT
            confirmed room quiet                                   | WAIT
            needed confirmed room receiptDue                       | PROVE
            needed confirmed receiptDue                            | PROVE
            needed confirmed room late                             | WAIT
            needed confirmed room late receiptDue                  | WAIT
            needed confirmed room holding                          | WAIT
            needed quiet room                                      | CONFIRM
            needed room                                            | WAIT
            needed quiet holding                                   | CONFIRM
            needed quiet renewalDue                                | RENEW
            needed renewalDue confirmed room                       | WAIT
            needed quiet renewalDue confirmed room                 | RENEW
            needed quiet renewalDue confirmed provable             | PROVE
            needed renewalDue confirmed provable                   | WAIT
            needed quiet doubt confirmed room                      | REQUEUE
            needed doubt confirmed room                            | WAIT
            needed quiet doubt renewalDue confirmed provable       | REQUEUE
            needed quiet doubt                                     | REQUEUE
            needed confirmed room quiet ALONE                      | WAIT
            needed quiet renewalDue PAUSED                         | WAIT
            needed quiet doubt PAUSED                              | WAIT
            needed confirmed room CLOSED                           | WAIT
            needed confirmed room held                             | WAIT
            needed confirmed room quiet held                       | STAND_STILL
            quiet held                                             | STAND_STILL
            needed confirmed room quiet held provable              | PROVE
            needed confirmed room held provable                    | WAIT
            needed confirmed quiet held provable QUEUED            | PROVE
            needed confirmed quiet held renewalDue QUEUED          | STAND_STILL
            needed confirmed quiet QUEUED                          | WAIT
            needed confirmed quiet held doubt                      | STAND_STILL
            needed confirmed quiet held provable PAUSED            | STAND_STILL
            needed quiet held ALONE                                | WAIT
            needed quiet held CLOSED                               | WAIT
            """)
    void situation_allowsOneMove(String words, Admission.Move move) {
        assertThat(Admission.next(situation(words))).isEqualTo(move);
    }

    private static Situation situation(String words) {
        Set<String> holds = Stream.of(words.split(" ")).collect(Collectors.toSet());
        WriterState state = Stream.of(WriterState.values())
                .filter(one -> holds.contains(one.name()))
                .findFirst()
                .orElse(WriterState.SENDING);
        return new Situation(
                state,
                holds.contains("needed"),
                holds.contains("quiet"),
                holds.contains("held"),
                holds.contains("doubt"),
                holds.contains("renewalDue"),
                holds.contains("provable"),
                holds.contains("confirmed"),
                holds.contains("late"),
                holds.contains("holding"),
                holds.contains("receiptDue"),
                holds.contains("room"));
    }
}
