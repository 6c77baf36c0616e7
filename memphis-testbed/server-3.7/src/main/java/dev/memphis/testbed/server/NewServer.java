package dev.memphis.testbed.server;

import io.debezium.embedded.async.ConvertingAsyncEngineBuilderFactory;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;
import io.debezium.engine.format.KeyValueHeaderChangeEventFormat;
import io.debezium.runtime.BatchEvent;
import io.debezium.runtime.CapturingEvents;
import io.debezium.server.api.DebeziumServerConsumer;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.enterprise.util.TypeLiteral;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The small server: finds the sink by the new interface's parameterised type and the name in {@code debezium.sink.type},
 * and has Debezium's engine hand it batches, in JSON, as {@link CapturingEvents}. Configured as a stock server is; its
 * folder {@code config} stands on the class path.
 */
public final class NewServer {
    private NewServer() {}

    /** Runs until the engine ends, or SIGTERM ends it. */
    public static void main(String[] arguments) {
        Config config = ConfigProvider.getConfig();
        ArcContainer container = Arc.initialize();
        Instance<DebeziumServerConsumer<CapturingEvents<BatchEvent>>> sinks = container.select(
                new TypeLiteral<DebeziumServerConsumer<CapturingEvents<BatchEvent>>>() {},
                NamedLiteral.of(config.getValue("debezium.sink.type", String.class)));
        Instance.Handle<DebeziumServerConsumer<CapturingEvents<BatchEvent>>> sink = sinks.getHandle();
        try {
            DebeziumEngine<ChangeEvent<String, String>> engine = engine(config, sink.get());
            Thread running = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(engine, running)));
            engine.run();
        } finally {
            sink.destroy();
            Arc.shutdown();
        }
    }

    private static void end(DebeziumEngine<?> engine, Thread running) {
        try {
            engine.close();
            running.join();
        } catch (IOException | IllegalStateException e) {
            // It has ended by itself.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static DebeziumEngine<ChangeEvent<String, String>> engine(
            Config config, DebeziumServerConsumer<CapturingEvents<BatchEvent>> sink) {
        return DebeziumEngine.create(
                        KeyValueHeaderChangeEventFormat.of(Json.class, Json.class, Json.class),
                        ConvertingAsyncEngineBuilderFactory.class.getName())
                .using(properties(config))
                .notifying(new EngineBatches(sink))
                .using((success, message, error) -> System.err.println("The engine has ended: " + message))
                .build();
    }

    /** What a stock server's options are to the engine. */
    private static Properties properties(Config config) {
        Properties properties = new Properties();
        properties.put("name", "memphis");
        for (String name : config.getPropertyNames()) {
            engineName(name)
                    .ifPresent(own ->
                            config.getOptionalValue(name, String.class).ifPresent(value -> properties.put(own, value)));
        }
        return properties;
    }

    private static Optional<String> engineName(String option) {
        if (option.startsWith("debezium.source.")) {
            return Optional.of(option.substring("debezium.source.".length()));
        }
        if (option.startsWith("debezium.format.value.")) {
            return Optional.of("value.converter." + option.substring("debezium.format.value.".length()));
        }
        return Optional.empty();
    }
}
