package dev.memphis.it;

import dev.memphis.client.http.CallException;
import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.testbed.TemporaryFolder;
import dev.memphis.testbed.database.Postgres;
import dev.memphis.testbed.memphis.MemphisUnderTest;
import dev.memphis.testbed.stock.Distribution;
import dev.memphis.testbed.stock.ServerOptions;
import dev.memphis.testbed.stock.StockServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One PostgreSQL and one Memphis for a test class; databases, stations and servers as its tests ask for them. */
public final class TestBed implements BeforeAllCallback, AfterAllCallback {
    private static final AtomicInteger COUNT = new AtomicInteger();
    /** Tells runs apart on an outside Memphis, which remembers. */
    private static final String RUN = Long.toString(System.currentTimeMillis() % 100_000_000L, 36);

    private static final long MEGABYTES = 1024;

    private final EmulatorOptions options;
    private TemporaryFolder folder;
    private Postgres postgres;
    private MemphisUnderTest memphis;

    /** A bed with a strict emulator. */
    public TestBed() {
        this(EmulatorOptions.defaults().withStrict(true));
    }

    /** A bed with such an emulator; the options count for nothing where the tests run against an outside Memphis. */
    public TestBed(EmulatorOptions options) {
        this.options = options;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, CallException, InterruptedException {
        memphis = underTest();
        folder = TemporaryFolder.make("memphis-sink-it-", MEGABYTES, "a test with servers");
        postgres = Postgres.start(folder.resolve("postgres"), Optional.empty());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        // None of them is there when the class was skipped.
        if (memphis != null) {
            memphis.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        if (folder != null) {
            folder.close();
        }
    }

    /**
     * A strict emulator; with {@code -Dmemphis.containers=true} the real one in containers; with {@code -Dmemphis.gateway.url},
     * {@code -Dmemphis.management.url} and {@code -Dmemphis.root.password} one that is running elsewhere.
     */
    private MemphisUnderTest underTest() throws CallException, InterruptedException {
        if (Boolean.getBoolean("memphis.containers")) {
            RealMemphis real = RealMemphis.startOrSkip();
            return MemphisUnderTest.outside(real::close, real.gateway(), real.management(), RealMemphis.ROOT_PASSWORD);
        }
        String outside = System.getProperty("memphis.gateway.url", "");
        return outside.isEmpty()
                ? MemphisUnderTest.emulated(options)
                : MemphisUnderTest.outside(
                        () -> {},
                        URI.create(outside),
                        URI.create(System.getProperty("memphis.management.url")),
                        System.getProperty("memphis.root.password", "memphis"));
    }

    public Postgres postgres() {
        return postgres;
    }

    public MemphisUnderTest memphis() {
        return memphis;
    }

    /** Returns a name that nobody has used: for a database, a slot, a station. */
    public String fresh(String what) {
        return what + RUN + COUNT.incrementAndGet();
    }

    /**
     * Lays out the server under test: a stock one with the sink in its lib/ or, with -Ddebezium.home, one that has it.
     *
     * @param more jars for its lib/
     */
    StockServer server(Path... more) {
        Path run = folder.resolve(fresh("server"));
        String home = System.getProperty("debezium.home", "");
        if (!home.isEmpty()) {
            return StockServer.layOut(Path.of(home), List.of(more), run);
        }
        List<Path> jars = new ArrayList<>(List.of(more));
        jars.add(Path.of(System.getProperty("memphis.sink.jar")));
        return StockServer.layOut(
                Distribution.of(System.getProperty("debezium.version")).home(), jars, run);
    }

    /** Lays out a server that is stock but for its way to drive a sink, which is Debezium Server 3.7's. */
    StockServer newServer() throws IOException {
        Path run = folder.resolve(fresh("server"));
        Path jar = Path.of(System.getProperty("memphis.new.server.jar"));
        StockServer server = StockServer.layOut(
                Distribution.of(System.getProperty("debezium.version")).home(),
                List.of(Path.of(System.getProperty("memphis.sink.jar")), jar),
                run);
        Files.writeString(
                run.resolve("run.sh"),
                "exec \"$JAVA_HOME/bin/java\" $JAVA_OPTS -Djava.util.logging.manager=org.jboss.logmanager.LogManager -cp \"$(ls *-runner.jar):config:lib/*\""
                        + " dev.memphis.testbed.server.NewServer\n");
        return server;
    }

    /** Returns the properties of a server that captures a database into Memphis. */
    Map<String, String> properties(String database, URI gateway) {
        Map<String, String> properties = new TreeMap<>(ServerOptions.sink(Map.of(
                "url", gateway.toString(),
                "username", MemphisUnderTest.USER,
                "password", MemphisUnderTest.PASSWORD)));
        properties.putAll(ServerOptions.source(postgres.source(database)));
        properties.putAll(ServerOptions.source(Map.of(
                "topic.prefix", database,
                "slot.name", database,
                "schema.include.list", "public")));
        properties.putAll(common());
        return properties;
    }

    /** What every server here is told, whatever its source and its sink. */
    static Map<String, String> common() {
        Map<String, String> properties = new TreeMap<>(ServerOptions.offsets());
        properties.putAll(ServerOptions.health(0));
        properties.put("debezium.format.value.schemas.enable", "false");
        return properties;
    }

    /**
     * Returns properties that keep offsets in a table. Debezium's file of offsets is written in place: a server that is
     * killed while it does so begins anew with a snapshot, and leaves out what happened in between. The table stands in
     * a database of its own: in the captured one it would be published too, which Debezium 3.0's table does not bear.
     */
    Map<String, String> offsetsInATable(String database) throws SQLException {
        postgres.createDatabase(offsetsOf(database));
        String storage = "debezium.source.offset.storage";
        return Map.of(
                storage,
                "io.debezium.storage.jdbc.offset.JdbcOffsetBackingStore",
                storage + ".jdbc.url",
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + offsetsOf(database),
                storage + ".jdbc.user",
                Postgres.USER,
                storage + ".jdbc.password",
                postgres.password());
    }

    /** Returns the database that holds the offsets for a captured one. */
    static String offsetsOf(String database) {
        return "offsets_of_" + database;
    }
}
