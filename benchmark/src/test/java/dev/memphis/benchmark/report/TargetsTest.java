package dev.memphis.benchmark.report;

import static dev.memphis.benchmark.report.Runs.INSTANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.memphis.benchmark.cell.Kind;
import dev.memphis.benchmark.cell.Link;
import dev.memphis.benchmark.cell.Sink;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static Target only(Results results, String start) {
        List<Target> targets = Targets.of(results).stream()
                .filter(target -> target.name().startsWith(start))
                .toList();
        assertThat(targets).hasSize(1);
        return targets.getFirst();
    }

    @Test
    void rates_areComparedRoundByRound() {
        Results results = new Runs()
                .snapshot(null, Sink.NOTHING, 1, 1.0, 2.0, 4.0)
                .snapshot(INSTANT, Sink.NEVER, 1, 2.0, 3.0, 5.0)
                .results();
        Target target = only(results, "instant, one by one, of the ceiling");
        assertThat(target.seen().median()).isEqualTo(2.0 / 3, within(1e-9));
        assertThat(target.seen().least()).isEqualTo(0.5, within(1e-9));
        assertThat(target.seen().most()).isEqualTo(0.8, within(1e-9));
        assertThat(target.holds()).isTrue();
    }

    @Test
    void rateBelowTheBound_doesNotHold() {
        Results results = new Runs()
                .snapshot(null, Sink.NOTHING, 1, 1.0)
                .snapshot(INSTANT, Sink.ALWAYS, 1, 1.3)
                .results();
        assertThat(only(results, "instant, batches, of the ceiling").holds()).isFalse();
    }

    @Test
    void http_isMeasuredByItsBetterMode() {
        Results results = new Runs()
                .snapshot(INSTANT, Sink.HTTP, 1, 10)
                .snapshot(INSTANT, Sink.HTTP_BATCH, 1, 2)
                .snapshot(INSTANT, Sink.AUTO, 1, 1)
                .results();
        assertThat(only(results, "instant, memphis, auto, to http's better")
                        .seen()
                        .median())
                .isEqualTo(2, within(1e-9));
    }

    @Test
    void auto_isComparedWithTheBetterFixedChoiceOfItsGateway() {
        Link emulator = new Link(Link.Gateway.EMULATOR, 0);
        Results results = new Runs()
                .snapshot(INSTANT, Sink.NEVER, 1, 9)
                .snapshot(emulator, Sink.NEVER, 1, 4)
                .snapshot(emulator, Sink.ALWAYS, 1, 2)
                .snapshot(emulator, Sink.AUTO, 1, 1)
                .results();
        assertThat(only(results, "emulator, auto, to the better fixed choice")
                        .seen()
                        .median())
                .isEqualTo(2, within(1e-9));
    }

    /** A batch would round the envelope's ts_ns, so auto may not make one. */
    @Test
    void batchesThatRound_areNoChoiceUnlessThatIsAllowed() {
        Results results = new Runs()
                .snapshot(Kind.ENVELOPE, INSTANT, Sink.NEVER, 1, 4)
                .snapshot(Kind.ENVELOPE, INSTANT, Sink.ALWAYS, 1, 2)
                .snapshot(Kind.ENVELOPE, INSTANT, Sink.AUTO, 1, 4)
                .snapshot(Kind.ENVELOPE, INSTANT, Sink.ROUNDED, 1, 4)
                .results();

        assertThat(only(results, "instant, auto, to the better fixed choice")
                        .seen()
                        .median())
                .isEqualTo(1, within(1e-9));
        assertThat(only(results, "instant, auto with rounded ts_ns, to the better")
                        .seen()
                        .median())
                .isEqualTo(0.5, within(1e-9));
    }

    @Test
    void cpu_isComparedAboveTheCeiling() {
        Results results = new Runs()
                .snapshot(null, Sink.NOTHING, 1.0, 1)
                .snapshot(INSTANT, Sink.HTTP, 3.0, 1)
                .snapshot(INSTANT, Sink.NEVER, 2.5, 1)
                .results();
        Target target = only(results, "instant, one by one, CPU");
        assertThat(target.seen().median()).isEqualTo(0.75, within(1e-9));
        assertThat(target.holds()).isFalse();
    }

    @Test
    void latency_isComparedOnlyWhereBothKeepUp() {
        Runs runs =
                new Runs().stream(Sink.AUTO, true, 20).stream(Sink.HTTP, false, 900).stream(Sink.HTTP_BATCH, true, 10);
        List<Target> targets = Targets.of(runs.results());
        assertThat(targets).singleElement().satisfies(target -> {
            assertThat(target.name()).contains("http, batches");
            assertThat(target.seen().median()).isEqualTo(2, within(1e-9));
            assertThat(target.holds()).isFalse();
        });
    }

    @Test
    void farGateway_isNotTakenForANearOne() {
        Results results = new Runs()
                .snapshot(null, Sink.NOTHING, 1, 1.0)
                .snapshot(new Link(Link.Gateway.INSTANT, 50), Sink.AUTO, 1, 1.0)
                .snapshot(new Link(Link.Gateway.EMULATOR, 0), Sink.NEVER, 1, 1.0)
                .results();
        assertThat(Targets.of(results)).extracting(Target::name).containsExactly("50 ms, auto, of the ceiling");
    }
}
