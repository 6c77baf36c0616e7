package io.debezium.runtime;

import io.debezium.engine.Header;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** Stands in for Debezium 3.7's interface of this name and shape. */
public interface BatchEvent {
    Object key();

    Object value();

    int partition();

    SourceRecord record();

    String destination();

    <H> List<Header<H>> headers();

    void commit();
}
