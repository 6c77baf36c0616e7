package io.debezium.server.memphis;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.Header;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event of Debezium Server 3.7 as the rest of the sink knows records. Immutable.
 *
 * @param recordHeaders of type {@code Header<?>}; never null
 * @param source as Debezium captured it; may be null
 * @param mark marks the event as processed
 */
record BatchRecord(
        @Nullable Object key,
        @Nullable Object value,
        List<?> recordHeaders,
        String destination,
        @Nullable Integer partition,
        @Nullable SourceRecord source,
        Runnable mark)
        implements ChangeEvent<Object, Object> {
    @Override
    @SuppressWarnings("unchecked") // what the host hands over are headers; of which type, nobody asks
    public <H> List<Header<H>> headers() {
        return (List<Header<H>>) recordHeaders;
    }
}
