package dev.memphis.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.benchmark.cell.Cell;
import dev.memphis.benchmark.cell.Kind;
import dev.memphis.benchmark.cell.Link;
import dev.memphis.benchmark.cell.Measurement;
import dev.memphis.benchmark.cell.Scenario;
import dev.memphis.benchmark.cell.Sink;
import dev.memphis.benchmark.report.Series;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Rounds.Labelled NOTHING = cell(null, Sink.NOTHING);
    private static final Rounds.Labelled HTTP = cell(new Link(Link.Gateway.EMULATOR, 0), Sink.HTTP_BATCH);
    private static final Rounds.Labelled AUTO = cell(new Link(Link.Gateway.EMULATOR, 5), Sink.AUTO);

    private final List<Rounds.Labelled> measured = new ArrayList<>();

    @Test
    void severalRounds_goThereAndBackAfterOneAtEachGatewayThatDoesNotCount() throws Exception {
        List<Series> series = rounds(2).run(List.of(NOTHING, HTTP, AUTO));

        assertThat(measured).containsExactly(HTTP, NOTHING, HTTP, AUTO, AUTO, HTTP, NOTHING);
        assertThat(series).allSatisfy(one -> assertThat(one.rounds()).hasSize(2));
    }

    @Test
    void oneRound_isALookWithoutAWarmUp() throws Exception {
        rounds(1).run(List.of(NOTHING, HTTP, AUTO));

        assertThat(measured).containsExactly(NOTHING, HTTP, AUTO);
    }

    private Rounds rounds(int count) {
        return new Rounds(count, cell -> {
            measured.add(cell);
            return new Measurement(2, true, 1, 1, null, null, null, null);
        });
    }

    private static Rounds.Labelled cell(@Nullable Link link, Sink sink) {
        return new Rounds.Labelled(new Cell(Scenario.SNAPSHOT, Kind.FLAT, link, sink), "");
    }
}
