package dev.memphis.examples.embedded;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;
import io.debezium.server.memphis.EmbeddedMemphisSink;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An application that runs Debezium's engine in its own process, and has the changes delivered to Memphis. */
public final class OwnEngine implements AutoCloseable {
    private final EmbeddedMemphisSink<String, String> memphis;
    private final DebeziumEngine<ChangeEvent<String, String>> engine;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    /** @param options the engine's own, and Memphis' as {@code memphis.…} */
    public OwnEngine(Map<String, String> options) throws InterruptedException {
        Properties properties = new Properties();
        properties.putAll(options);
        memphis = EmbeddedMemphisSink.open(options);
        engine = DebeziumEngine.create(Json.class)
                .using(properties)
                .notifying(memphis)
                .build();
        thread.execute(engine);
    }

    /** The engine first: what it holds is delivered and marked, or replayed at the next start. */
    @Override
    public void close() throws IOException {
        engine.close();
        memphis.close();
        thread.shutdown();
    }
}
