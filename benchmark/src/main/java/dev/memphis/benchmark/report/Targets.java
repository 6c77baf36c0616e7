package dev.memphis.benchmark.report;

import dev.memphis.benchmark.cell.Kind;
import dev.memphis.benchmark.cell.Link;
import dev.memphis.benchmark.cell.Measurement;
import dev.memphis.benchmark.cell.Scenario;
import dev.memphis.benchmark.cell.Sink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The ratios that this project wants to reach; those of them that a run measured. Stateless. */
public final class Targets {
    private static final Link INSTANT = new Link(Link.Gateway.INSTANT, 0);
    /** Gateways that decode what they are sent, as the real one does. */
    private static final List<Link> DECODING =
            List.of(new Link(Link.Gateway.EMULATOR, 0), new Link(Link.Gateway.OUTSIDE, 0));

    private static final Link NEAR = new Link(Link.Gateway.INSTANT, 5);
    private static final Link FAR = new Link(Link.Gateway.INSTANT, 50);

    private final Results results;
    private final List<Target> targets = new ArrayList<>();

    private Targets(Results results) {
        this.results = results;
    }

    /** Returns each target for each kind of event that was measured. */
    public static List<Target> of(Results results) {
        Targets targets = new Targets(results);
        for (Kind kind : Kind.values()) {
            targets.rates(kind);
            targets.costs(kind);
            targets.latency(kind);
        }
        return targets.targets;
    }

    /** Returns the targets as a table. */
    public static Grid table(List<Target> targets) {
        Grid grid = new Grid(2, List.of("target", "events", "wanted", "seen (median)", "least–most", "holds"));
        for (Target target : targets) {
            grid.row(List.of(
                    target.name(),
                    target.kind().title(),
                    target.bound(),
                    Tables.decimal(target.seen().median()),
                    Tables.decimal(target.seen().least()) + "–"
                            + Tables.decimal(target.seen().most()),
                    target.holds() ? "yes" : "NO"));
        }
        return grid;
    }

    private void rates(Kind kind) {
        instant(kind);
        DECODING.forEach(link -> decoding(kind, link));
        distant(kind);
    }

    private void instant(Kind kind) {
        Optional<Series> ceiling = ceiling(kind);
        rate("instant, batches, of the ceiling", 0.8, kind, snapshot(kind, INSTANT, Sink.ALWAYS), ceiling);
        rate("instant, one by one, of the ceiling", 0.6, kind, snapshot(kind, INSTANT, Sink.NEVER), ceiling);
        for (Sink ours : List.of(Sink.ALWAYS, Sink.NEVER, Sink.AUTO)) {
            toHttp(kind, INSTANT, ours);
        }
        toFixedChoice(kind, INSTANT);
        rate(
                "instant, receipts on to off",
                0.95,
                kind,
                snapshot(kind, INSTANT, Sink.AUTO),
                snapshot(kind, INSTANT, Sink.NO_RECEIPTS));
    }

    private void decoding(Kind kind, Link link) {
        toHttp(kind, link, Sink.AUTO);
        toFixedChoice(kind, link);
        if (kind == Kind.ENVELOPE) {
            rate(
                    link.title() + ", auto with rounded ts_ns, to http's batches",
                    1.5,
                    kind,
                    snapshot(kind, link, Sink.ROUNDED),
                    snapshot(kind, link, Sink.HTTP_BATCH));
        }
    }

    private void distant(Kind kind) {
        Optional<Series> ceiling = ceiling(kind);
        rate("5 ms, auto, of the ceiling", 0.75, kind, snapshot(kind, NEAR, Sink.AUTO), ceiling);
        rate(
                "5 ms, auto, to http one by one",
                50,
                kind,
                snapshot(kind, NEAR, Sink.AUTO),
                snapshot(kind, NEAR, Sink.HTTP));
        rate("50 ms, auto, of the ceiling", 0.65, kind, snapshot(kind, FAR, Sink.AUTO), ceiling);
    }

    private void toHttp(Kind kind, Link link, Sink ours) {
        rate(
                link.title() + ", " + ours.title() + ", to http's better mode",
                1.0,
                kind,
                snapshot(kind, link, ours),
                better(kind, link, Sink.HTTP, Sink.HTTP_BATCH));
    }

    /** Batches that round are no choice, unless that is allowed. */
    private void toFixedChoice(Kind kind, Link link) {
        Optional<Series> better = better(kind, link, Sink.NEVER, Sink.ALWAYS);
        Optional<Series> exact = kind.isRoundedInBatches() ? snapshot(kind, link, Sink.NEVER) : better;
        choice("auto, to the better fixed choice that rounds nothing", kind, link, Sink.AUTO, exact);
        choice("auto with rounded ts_ns, to the better fixed choice", kind, link, Sink.ROUNDED, better);
    }

    private void choice(String name, Kind kind, Link link, Sink auto, Optional<Series> fixed) {
        rate(link.title() + ", " + name, 0.95, kind, snapshot(kind, link, auto), fixed);
    }

    private Optional<Series> ceiling(Kind kind) {
        return results.ceiling(Scenario.SNAPSHOT, kind);
    }

    private Optional<Series> better(Kind kind, Link link, Sink... sinks) {
        return Stream.of(sinks)
                .flatMap(sink -> snapshot(kind, link, sink).stream())
                .max(Comparator.comparingDouble(
                        series -> series.figure(Measurement::rate).median()));
    }

    private Optional<Series> snapshot(Kind kind, Link link, Sink sink) {
        return results.find(Scenario.SNAPSHOT, kind, link, sink);
    }

    private void rate(String name, double wanted, Kind kind, Optional<Series> ours, Optional<Series> other) {
        if (ours.isPresent() && other.isPresent()) {
            Series.Figure seen = ours.get().ratio(other.get(), Measurement::rate);
            targets.add(new Target(name, kind, wanted, true, seen));
        }
    }

    private void costs(Kind kind) {
        cost("instant, one by one, CPU above the ceiling to http's", kind, Sink.NEVER, Sink.HTTP);
        cost("instant, batches, CPU above the ceiling to http's", kind, Sink.ALWAYS, Sink.HTTP_BATCH);
    }

    private void cost(String name, Kind kind, Sink our, Sink their) {
        Optional<Series> ceiling = ceiling(kind);
        Optional<Series> ours = snapshot(kind, INSTANT, our);
        Optional<Series> theirs = snapshot(kind, INSTANT, their);
        if (ceiling.isPresent() && ours.isPresent() && theirs.isPresent()) {
            ToDoubleFunction<Measurement> cpu = Measurement::cpuPer100k;
            int rounds = Math.min(
                    ceiling.get().rounds().size(),
                    Math.min(ours.get().rounds().size(), theirs.get().rounds().size()));
            double[] ratios = new double[rounds];
            for (int i = 0; i < rounds; i++) {
                double floor = cpu.applyAsDouble(ceiling.get().rounds().get(i));
                ratios[i] = (cpu.applyAsDouble(ours.get().rounds().get(i)) - floor)
                        / (cpu.applyAsDouble(theirs.get().rounds().get(i)) - floor);
            }
            targets.add(new Target(name, kind, 0.5, false, Series.Figure.of(ratios)));
        }
    }

    private void latency(Kind kind) {
        Optional<Series> ours = results.find(Scenario.STREAM, kind, INSTANT, Sink.AUTO);
        for (Sink http : List.of(Sink.HTTP, Sink.HTTP_BATCH)) {
            Optional<Series> theirs = results.find(Scenario.STREAM, kind, INSTANT, http);
            boolean bothKeepUp = ours.isPresent()
                    && theirs.isPresent()
                    && ours.get().whole()
                    && theirs.get().whole();
            if (bothKeepUp) {
                Series.Figure seen = ours.get().ratio(theirs.get(), Tables::p99);
                targets.add(
                        new Target("instant, stream, auto's p99 to that of " + http.title(), kind, 1.5, false, seen));
            }
        }
    }
}
