package io.debezium.runtime;

import io.debezium.engine.Header;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.NullUnmarked;

/** Stands in for Debezium 3.7's interface of this name and shape. */
@NullUnmarked
public interface BatchEvent {
    Object key();

    Object value();

    int partition();

    SourceRecord record();

    String destination();

    <H> List<Header<H>> headers();

    void commit();
}
