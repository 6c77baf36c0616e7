package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.testbed.memphis.MemphisUnderTest;
import dev.memphis.testbed.stock.StockServer;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a user sees who got something wrong. */
class BadInputIT {
    private static final Duration START = Duration.ofSeconds(60);

    @RegisterExtension
    static final TestBed BED = new TestBed();

    @Test
    void wrongPassword_stopsWithOneLineThatNamesTheOptionAndTheUser() throws Exception {
        Map<String, String> properties =
                BED.properties("postgres", BED.memphis().gateway());
        properties.put("debezium.sink.memphis.password", "Wrong-Pass-9!");
        try (StockServer server = BED.server()) {
            server.start(properties);

            assertThat(server.awaitEnd(START)).isEqualTo(1);

            assertThat(server.logged().lines().filter(line -> line.contains("The Memphis sink stops")))
                    .singleElement()
                    .asString()
                    .contains("'" + MemphisUnderTest.USER + "'", "debezium.sink.memphis.password");
            assertThat(server.logged()).doesNotContain("Wrong-Pass-9!");
        }
    }

    @Test
    void missingOptions_areListedAllAtOnce() throws Exception {
        Map<String, String> properties =
                BED.properties("postgres", BED.memphis().gateway());
        properties.remove("debezium.sink.memphis.url");
        properties.remove("debezium.sink.memphis.username");
        properties.remove("debezium.sink.memphis.password");
        try (StockServer server = BED.server()) {
            server.start(properties);

            assertThat(server.awaitEnd(START)).isEqualTo(1);

            assertThat(server.logged())
                    .contains(
                            "debezium.sink.memphis.url",
                            "debezium.sink.memphis.username",
                            "debezium.sink.memphis.password");
        }
    }

    @Test
    void gatewayThatIsNotThere_isWaitedForWithAWarning() throws Exception {
        assumeTrue(BED.memphis().emulator().isPresent(), "an outside gateway cannot be started late: skipped");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        URI gateway = URI.create("http://127.0.0.1:" + port);
        String database = BED.fresh("late");
        BED.postgres().createDatabase(database);
        BED.postgres().execute(database, "CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        try (StockServer server = BED.server()) {
            server.start(BED.properties(database, gateway));
            await().atMost(START)
                    .until(server::logged, log -> log.contains("Delivery to Memphis fails and will be retried"));
            assertThat(server.logged().lines().filter(line -> line.contains("will be retried")))
                    .singleElement()
                    .asString()
                    .contains("WARN", gateway.toString(), "since");

            try (MemphisEmulator late = MemphisEmulator.start(EmulatorOptions.defaults()
                    .withPorts(port, 0)
                    .withUser(MemphisUnderTest.USER, MemphisUnderTest.PASSWORD))) {
                await().atMost(START).until(() -> late.stations().count(database + ".public.t"), count -> count == 1);
                assertThat(server.logged()).contains("Delivery to Memphis works again after");
            }
        }
    }
}
