package io.debezium.server.memphis;

import io.debezium.embedded.EngineRecords;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.Header;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** Records as Debezium's engine hands them over. */
final class Records {
    private Records() {}

    static ChangeEvent<Object, Object> record(String topic, Object key, Object value, long position) {
        return record(topic, key, value, position, List.of());
    }

    static ChangeEvent<Object, Object> record(
            String topic, Object key, Object value, long position, List<Header<Object>> headers) {
        SourceRecord source = new SourceRecord(
                Map.of("server", "tutorial"), Map.of("lsn", position, "txId", 7), topic, null, null, null, value);
        return EngineRecords.of(key, value, headers, source);
    }
}
