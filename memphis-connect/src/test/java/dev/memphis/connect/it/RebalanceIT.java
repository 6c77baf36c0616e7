package dev.memphis.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.connect.it.Workload.Harvest;
import dev.memphis.emulator.process.Races;
import dev.memphis.testbed.kafka.ConnectWorker;
import dev.memphis.testbed.process.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two workers and four tasks under load, while workers die, come and go. The emulator crashes of a log-in that meets a
 * produce, as the real gateway may: across workers that cannot be ruled out (docs/scaling.md), so such races may happen
 * here, and what they break must be made good like everything else.
 */
class RebalanceIT {
    private static final String TOPIC = "orders";
    private static final int PER_SECOND = 400;
    private static final int KILLS = 10;

    @TempDir
    Path folder;

    private ConnectBed bed;
    private KafkaProducer<byte[], byte[]> producer;
    private Workload load;

    @BeforeEach
    void start() {
        bed = ConnectBed.start(folder);
        bed.kafka().createTopic(TOPIC, 8);
        producer = bed.kafka().producer();
        load = new Workload(producer, TOPIC);
    }

    @AfterEach
    void end() {
        producer.close();
        bed.close();
    }

    private void awaitMore(int records) {
        int wanted = bed.memphis().stations().count(TOPIC) + records;
        Await.until(
                wanted + " messages are there",
                ConnectBed.PATIENCE,
                () -> bed.memphis().stations().count(TOPIC) >= wanted,
                () -> bed.memphis().stations().count(TOPIC) + " are; "
                        + bed.worker().rest().taskStates(ConnectBed.CONNECTOR) + "\n"
                        + bed.worker().process().lastLines());
    }

    @Test
    void workersKilledAtRandom_tenTimes_nothingIsLost_orderIsKept() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<ConnectWorker> workers = new ArrayList<>(
                List.of(bed.addWorker().awaitReady(), bed.addWorker().awaitReady()));
        bed.worker().rest().put(ConnectBed.CONNECTOR, bed.connector(TOPIC, 4));
        bed.awaitTasks(4);
        AtomicBoolean steady = load.sendSteadily(PER_SECOND);

        for (int kill = 1; kill <= KILLS; kill++) {
            awaitMore(random.nextInt(PER_SECOND));
            ConnectWorker victim = workers.remove(random.nextInt(workers.size()));
            victim.kill();
            workers.add(bed.addWorker().awaitReady());
            awaitMore(PER_SECOND / 2);
        }
        load.end(steady);

        Harvest harvest = load.awaitAll(bed.memphis(), TOPIC, Duration.ofSeconds(90));
        report(KILLS + " kills", harvest);
    }

    @Test
    void workerAddedAndRemoved_andMoreTasks_nothingIsLost_orderIsKept() throws Exception {
        bed.addWorker().awaitReady();
        bed.worker().rest().put(ConnectBed.CONNECTOR, bed.connector(TOPIC, 2));
        bed.awaitTasks(2);
        AtomicBoolean steady = load.sendSteadily(PER_SECOND);
        awaitMore(PER_SECOND);

        ConnectWorker second = bed.addWorker().awaitReady();
        bed.worker().rest().put(ConnectBed.CONNECTOR, bed.connector(TOPIC, 4));
        bed.awaitTasks(4);
        awaitMore(PER_SECOND);
        second.close();
        bed.awaitTasks(4);
        awaitMore(PER_SECOND);
        load.end(steady);

        report("a worker added and removed", load.awaitAll(bed.memphis(), TOPIC, Duration.ofSeconds(90)));
    }

    private void report(String what, Harvest harvest) {
        List<Races.Race> races = bed.memphis().races();
        System.out.printf(
                "%s: %,d records, %,d messages, %,d of them again, 0 lost; %d races%n",
                what, load.sent(), harvest.messages(), harvest.duplicates(), races.size());
        races.forEach(race -> System.out.println("  " + race));
        assertThat(harvest.distinct()).isEqualTo(load.sent());
    }
}
