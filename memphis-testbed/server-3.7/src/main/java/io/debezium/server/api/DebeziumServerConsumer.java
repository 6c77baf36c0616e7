package io.debezium.server.api;

import java.util.Optional;

/** Stands in for Debezium Server 3.7's interface of this name and shape. */
public interface DebeziumServerConsumer<T> {
    void handle(T events) throws InterruptedException;

    default Optional<Boolean> tombstoneSupport() {
        return Optional.empty();
    }
}
