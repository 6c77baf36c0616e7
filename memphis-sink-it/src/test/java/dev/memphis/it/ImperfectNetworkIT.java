package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.faults.AnswerFault;
import dev.memphis.emulator.faults.Requests;
import dev.memphis.emulator.faults.Share;
import dev.memphis.testbed.stock.StockServer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Rows that are inserted while something on the way refuses a share of the requests, handled all the same: everything is
 * proved, and little is stored twice. The rate beside that of a perfect network is printed.
 */
@Tag("newest")
@Tag("alone")
class ImperfectNetworkIT {
    private static final int ROWS = Integer.getInteger("memphis.imperfect.rows", 20_000);

    @RegisterExtension
    static final TestBed BED = new TestBed();

    @AfterEach
    void mend() {
        BED.memphis().emulator().ifPresent(emulator -> emulator.faults().mend());
    }

    @Test
    void nothingRefused_storesEachRowOnce() throws Exception {
        assertThat(storedForEachRow("nothing refused", Map.of())).isEqualTo(1);
    }

    @Test
    void halfAPercentRefused_isHardlyNoticed() throws Exception {
        refuse(0.005);

        assertThat(storedForEachRow("0.5 % refused", Map.of())).isLessThan(1.05);
    }

    @Test
    void twoPercentRefused_areSentAgain() throws Exception {
        refuse(0.02);

        assertThat(storedForEachRow("2 % refused", Map.of())).isLessThan(1.1);
    }

    @Test
    void halfAPercentRefusedBehindASharedAddress_doesNotEndTheProofs() throws Exception {
        refuse(0.005);

        assertThat(storedForEachRow("0.5 % refused, shared address", shared())).isLessThan(2);
    }

    @Test
    void twoPercentRefusedBehindASharedAddress_itStillEnds() throws Exception {
        refuse(0.02);

        storedForEachRow("2 % refused, shared address", shared());
    }

    @Test
    void connectionsThatEndAfter100Answers_areLeftInGoodTime() throws Exception {
        emulator().faults().endConnectionsAfter(100);

        assertThat(storedForEachRow("connections end after 100 answers", Map.of()))
                .isLessThan(1.2);
    }

    @Test
    void connectionsThatEndAfter1000Answers_areLeftInGoodTime() throws Exception {
        emulator().faults().endConnectionsAfter(1000);

        assertThat(storedForEachRow("connections end after 1,000 answers", Map.of()))
                .isLessThan(1.05);
    }

    private static Map<String, String> shared() {
        return Map.of("debezium.sink.memphis.shared.address", "true");
    }

    private static void refuse(double fraction) {
        emulator()
                .faults()
                .answers(new AnswerFault.Replaced(Share.fraction(fraction, 7).of(Requests.PRODUCE), 503, true));
    }

    private static MemphisEmulator emulator() {
        assumeTrue(BED.memphis().emulator().isPresent(), "an outside Memphis has no faults to switch: skipped");
        return BED.memphis().emulator().orElseThrow();
    }

    /** Has rows inserted and delivered one by one; returns how many messages are stored for each. */
    private static double storedForEachRow(String what, Map<String, String> more) throws Exception {
        String name = BED.fresh("imperfect");
        BED.postgres().createDatabase(name);
        BED.postgres().execute(name, "CREATE TABLE item (id int PRIMARY KEY, name text)");
        BED.memphis().management().createStation(name);
        Map<String, String> properties = BED.properties(name, BED.memphis().gateway());
        properties.put("debezium.sink.memphis.station", name);
        properties.put("debezium.sink.memphis.batch.mode", "never");
        properties.put("debezium.source.table.include.list", "public.item");
        properties.put("debezium.source.snapshot.mode", "no_data");
        properties.putAll(more);
        MemphisEmulator emulator = emulator();
        try (StockServer server = BED.server()) {
            server.start(properties);
            await().atMost(Duration.ofMinutes(1)).until(() -> server.logged().contains("Processing messages"));
            insert(name, 0, 1000);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> emulator.stations().count(name) >= 1000);
            long start = System.nanoTime();
            String last = insert(name, 1000, ROWS);
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> emulator.stations().count(name) >= 1000 + ROWS && confirmed(name, last));
            double seconds = (System.nanoTime() - start) / 1e9;
            Set<Integer> ids = new HashSet<>();
            int messages = 0;
            for (Message message : emulator.stations().messages(name)) {
                ids.add(new JsonMapper()
                        .readTree(message.data())
                        .path("after")
                        .path("id")
                        .asInt());
                messages++;
            }
            assertThat(ids).as(what).hasSize(1000 + ROWS);
            double each = messages / (1000.0 + ROWS);
            System.out.printf("%s: %.0f rows/s, %.3f messages for each row%n", what, ROWS / seconds, each);
            assertThat(server.logged()).doesNotContain("Delivery to Memphis fails");
            return each;
        }
    }

    /** Says whether everything up to a place in the log is proved: Debezium's offset, and with it the slot, has moved there. */
    private static boolean confirmed(String name, String lsn) throws Exception {
        try (var connection = BED.postgres().database(name).getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT confirmed_flush_lsn >= '" + lsn
                        + "' FROM pg_replication_slots WHERE slot_name = '" + name + "'")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Inserts rows, and one more by itself, with which the others are behind the slot; returns the place before that one. */
    private static String insert(String name, int from, int count) throws Exception {
        String rows = "INSERT INTO item SELECT g, 'item ' || g FROM generate_series(%d, %d) g";
        try (var connection = BED.postgres().database(name).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(String.format(rows, from + 1, from + count - 1));
            String lsn;
            try (var row = statement.executeQuery("SELECT pg_current_wal_insert_lsn()")) {
                row.next();
                lsn = row.getString(1);
            }
            statement.execute(String.format(rows, from + count, from + count));
            return lsn;
        }
    }
}
