package io.debezium.server.memphis;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.testbed.host.JsonEvents;
import dev.memphis.testbed.host.RowContract;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.source.SourceRecord;

/** The plugin, whose records are the engine's, with key and value as Debezium's converter made them. */
class SinkRowsTest extends RowContract {
    @Override
    protected List<Event> events(Map<String, String> options, List<Change> changes) {
        RecordReader reader = reader(options);
        List<Event> events = new ArrayList<>();
        try (JsonEvents json = new JsonEvents(false)) {
            for (Change change : changes) {
                SourceRecord source = new SourceRecord(
                        Map.of("server", "shop"),
                        Map.of("lsn", change.place()),
                        TOPIC,
                        change.keySchema(),
                        change.key(),
                        change.schema(),
                        change.value());
                reader.read(json.of(source)).ifPresent(events::add);
            }
        }
        return events;
    }

    private static RecordReader reader(Map<String, String> options) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "debezium.source.topic.prefix", "shop",
                "debezium.sink.memphis.url", "http://localhost:4444",
                "debezium.sink.memphis.username", "cdc",
                "debezium.sink.memphis.password", "Cdc-Pass1!"));
        options.forEach((name, value) -> properties.put("debezium.sink.memphis." + name, value));
        MemphisConfig config = ConfigLoader.load(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build());
        return new RecordReader(
                config.events(),
                config.stationNames(),
                "application/json",
                UnaryOperator.identity(),
                AddedTimes.ofDefaults());
    }
}
