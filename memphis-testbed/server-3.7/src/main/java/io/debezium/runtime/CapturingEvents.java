package io.debezium.runtime;

import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** Stands in for Debezium 3.7's interface of this name, as far as sinks use it. */
@NullUnmarked
public interface CapturingEvents<E> {
    List<E> records();
}
