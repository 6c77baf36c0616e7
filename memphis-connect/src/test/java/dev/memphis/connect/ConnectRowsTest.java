package dev.memphis.connect;

import dev.memphis.delivery.event.Event;
import dev.memphis.testbed.host.RowContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/** The connector, whose records come through Kafka. */
class ConnectRowsTest extends RowContract {
    @Override
    protected List<Event> events(Map<String, String> options, List<Change> changes) {
        String[] given = options.entrySet().stream()
                .flatMap(option -> List.of("memphis." + option.getKey(), option.getValue()).stream())
                .toArray(String[]::new);
        RecordConverter converter =
                new RecordConverter(Settings.config(given), (record, reason, done) -> {}, new Partitions());
        return changes.stream()
                .map(change -> new SinkRecord(
                        TOPIC, 0, change.keySchema(), change.key(), change.schema(), change.value(), change.place()))
                .map(converter::convert)
                .flatMap(Optional::stream)
                .toList();
    }
}
