package dev.memphis.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.memphis.client.http.CallException;
import dev.memphis.testbed.load.Harvest;
import dev.memphis.testbed.load.Versions;
import dev.memphis.testbed.load.Workload;
import dev.memphis.testbed.stock.StockServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A server that captures a table under load; what comes out of its station is compared with the table at the end. */
final class LoadedPipeline implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestBed bed;
    private final String name;
    private final Map<String, String> properties;
    private final StockServer server;
    private final Workload workload;
    private final Harvest harvest;

    private LoadedPipeline(TestBed bed, RandomGenerator random, int changesPerSecond, Map<String, String> more)
            throws SQLException, CallException, InterruptedException {
        this.bed = bed;
        name = bed.fresh("load");
        bed.postgres().createDatabase(name);
        bed.postgres().execute(name, Workload.TABLE);
        bed.memphis().management().createStation(name);
        properties = bed.properties(name, bed.memphis().gateway());
        properties.put("debezium.sink.memphis.station", name);
        // Hardly ever idle, and seldom at rest with all offsets stored: most moments are bad ones to die.
        properties.put("debezium.source.poll.interval.ms", "10");
        properties.put("debezium.source.offset.flush.interval.ms", "100");
        properties.put("debezium.source.table.include.list", "public.item");
        properties.putAll(bed.offsetsInATable(name));
        properties.putAll(more);
        harvest = new Harvest(bed.memphis().reader(name));
        server = bed.server();
        workload = new Workload(bed.postgres(), name, random, changesPerSecond);
    }

    /** Starts; returns when a killed server would go on with streaming, and not do the snapshot over again. */
    static LoadedPipeline start(TestBed bed, RandomGenerator random, int changesPerSecond, Map<String, String> more)
            throws SQLException, CallException, InterruptedException {
        LoadedPipeline pipeline = new LoadedPipeline(bed, random, changesPerSecond, more);
        try {
            pipeline.begin();
        } catch (RuntimeException | Error | SQLException | InterruptedException e) {
            pipeline.close();
            throw e;
        }
        return pipeline;
    }

    private void begin() throws SQLException, CallException, InterruptedException {
        server.start(properties);
        workload.start();
        harvest.await(
                "streamed changes",
                PATIENCE,
                all -> all.stream().anyMatch(event -> event.path("op").asText().equals("u")));
        await().atMost(PATIENCE).until(this::streamingIsStored);
    }

    private boolean streamingIsStored() throws SQLException {
        try (Connection connection =
                        bed.postgres().database(TestBed.offsetsOf(name)).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM debezium_offset_storage WHERE offset_val LIKE '%lsn_commit%'")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    /** The database and the station have this name. */
    String name() {
        return name;
    }

    StockServer server() {
        return server;
    }

    /** Kills the server as kill -9 does and starts it again; returns when it has found its place. */
    void killServer() throws InterruptedException {
        server.kill();
        restartServer();
    }

    /** Starts a server that has ended; returns when it has found its place. */
    void restartServer() {
        int before = server.logged().length();
        server.start(properties);
        await().atMost(PATIENCE).until(() -> server.logged().substring(before).contains("Processing messages"));
    }

    /** Waits until the server says something. */
    void awaitLogged(String words) {
        await().atMost(PATIENCE).until(() -> server.logged().contains(words));
    }

    /** Ends the load, and waits until the last change is in the station: from then on the server is idle. */
    void rest() throws SQLException, CallException, InterruptedException {
        Map<Integer, Integer> last = workload.stop();
        harvest.await("the last changes", PATIENCE, all -> {
            Versions versions = new Versions();
            all.forEach(versions::add);
            return versions.reached(last);
        });
    }

    /** Ends the load and waits for all of it; fails if anything is missing or out of order, or the gateway saw a race. */
    Versions finish(String description) throws SQLException, CallException, InterruptedException {
        Map<Integer, Integer> last = workload.stop();
        await().ignoreExceptions().until(this::gatewayAnswers);
        Versions versions = new Versions();
        harvest.drainTo(versions, () -> versions.reached(last), PATIENCE);
        System.out.println(description + ": " + versions);
        // First, because a gateway that goes on dying of races is why nothing else arrives.
        bed.memphis()
                .emulator()
                .ifPresent(
                        emulator -> assertThat(emulator.races()).as(description).isEmpty());
        assertThat(versions.faults(last)).as(description).isEmpty();
        return versions;
    }

    private boolean gatewayAnswers() {
        String status = bed.memphis().gateway() + "/monitoring/status";
        return given().get(status).statusCode() == 200;
    }

    @Override
    public void close() throws SQLException {
        workload.close();
        server.close();
    }
}
