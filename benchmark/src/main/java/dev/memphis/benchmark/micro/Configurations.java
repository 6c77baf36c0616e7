package dev.memphis.benchmark.micro;

import dev.memphis.delivery.options.MemphisConfig;
import io.debezium.server.memphis.ConfigLoader;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Configurations of the sink, as a server would read them. Stateless. */
final class Configurations {
    private Configurations() {}

    /** Returns the defaults but for the batch mode. */
    static MemphisConfig of(String batchMode) {
        Map<String, String> properties = Map.of(
                "debezium.sink.type", "memphis",
                "debezium.source.topic.prefix", "bench",
                "debezium.sink.memphis.url", "http://127.0.0.1:4444",
                "debezium.sink.memphis.username", "benchmark",
                "debezium.sink.memphis.password", "Benchmark-1!",
                "debezium.sink.memphis.batch.mode", batchMode);
        return ConfigLoader.load(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "benchmark", 100))
                .build());
    }
}
