package io.debezium.server.api;

import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/** Stands in for Debezium Server 3.7's interface of this name and shape. */
@NullUnmarked
public interface DebeziumServerConsumer<T> {
    void handle(T events) throws InterruptedException;

    default Optional<Boolean> tombstoneSupport() {
        return Optional.empty();
    }
}
