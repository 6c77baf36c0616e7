package dev.memphis.benchmark.cell;

import dev.memphis.testbed.Problem;
import dev.memphis.testbed.stock.StockServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Watches a server while its events arrive. Confined to one thread. */
final class Watch {
    private static final int LINES = 25;
    private static final int WIDTH = 600;

    private final StockServer server;
    private final Receiver receiver;
    private final Cell cell;
    private final long pause;
    private Duration cpuAtFirst = Duration.ZERO;
    private Duration cpuAtLast = Duration.ZERO;

    Watch(StockServer server, Receiver receiver, Cell cell) {
        this.server = server;
        this.receiver = receiver;
        this.cell = cell;
        boolean asksAreCheap = cell.link() == null || cell.link().gateway() == Link.Gateway.INSTANT;
        this.pause = asksAreCheap ? 5 : 50;
    }

    /**
     * Waits for something that comes before the first event.
     *
     * @throws Problem if the server ends or it takes too long
     */
    void await(Bench.Question question, Duration atMost, String what) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!question.yes()) {
            check(deadline, what);
            Thread.sleep(pause);
        }
        cpuAtFirst = cpu();
    }

    /**
     * Waits for the first event, and then for the others as long as there is time.
     *
     * @return whether all came
     * @throws Problem if the server ends or not one comes
     */
    boolean receive(long events, Duration first, Duration others) throws InterruptedException {
        long deadline = System.nanoTime() + first.toNanos();
        while (receiver.count() == 0) {
            cpuAtFirst = cpu();
            check(deadline, "an event arrives");
            Thread.sleep(pause);
        }
        long end = System.nanoTime() + others.toNanos();
        while (receiver.count() < events && System.nanoTime() - end < 0) {
            if (!server.isAlive()) {
                throw problem("the server ended before all events had arrived");
            }
            Thread.sleep(pause);
        }
        cpuAtLast = cpu();
        return receiver.count() >= events;
    }

    private void check(long deadline, String what) {
        if (!server.isAlive()) {
            throw problem("the server ended before " + what);
        }
        if (System.nanoTime() - deadline > 0) {
            throw problem("it took too long until " + what);
        }
    }

    private Problem problem(String what) {
        List<String> lines = server.logged()
                .lines()
                .map(line -> line.substring(0, Math.min(WIDTH, line.length())))
                .toList();
        return new Problem("Measuring " + cell + ": " + what + "; the end of its log:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size())));
    }

    private Duration cpu() {
        return server.handle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    Measurement measured(boolean whole, HeapLog heap) throws InterruptedException {
        Receiver.Arrived arrived = receiver.arrived();
        return new Measurement(
                arrived.events(),
                whole,
                arrived.seconds(),
                cpuAtLast.minus(cpuAtFirst).toMillis() / 1000.0,
                heap.peak(),
                heap.live(),
                receiver.requests(),
                Measurement.Latency.of(receiver.latencies()));
    }
}
