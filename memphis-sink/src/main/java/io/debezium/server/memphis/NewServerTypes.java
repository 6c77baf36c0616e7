package io.debezium.server.memphis;

import io.quarkus.arc.impl.ParameterizedTypeImpl;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The types by which Debezium Server 3.7 finds and drives a sink (dbz#1731). They are looked up by name: older servers
 * do not have them, and the one jar must load there too. Immutable.
 */
final class NewServerTypes {
    private static final String CONSUMER = "io.debezium.server.api.DebeziumServerConsumer";
    private static final String EVENTS = "io.debezium.runtime.CapturingEvents";
    private static final String EVENT = "io.debezium.runtime.BatchEvent";

    private final Class<?> consumer;
    private final Class<?> events;
    private final Class<?> event;
    private final MethodHandle records;
    private final MethodHandle key;
    private final MethodHandle value;
    private final MethodHandle partition;
    private final MethodHandle record;
    private final MethodHandle destination;
    private final MethodHandle headers;
    private final MethodHandle commit;

    private NewServerTypes(ClassLoader loader) throws ReflectiveOperationException {
        consumer = Class.forName(CONSUMER, false, loader);
        events = Class.forName(EVENTS, false, loader);
        event = Class.forName(EVENT, false, loader);
        records = find(events, "records", List.class);
        key = find(event, "key", Object.class);
        value = find(event, "value", Object.class);
        partition = find(event, "partition", int.class);
        record = find(event, "record", SourceRecord.class);
        destination = find(event, "destination", String.class);
        headers = find(event, "headers", List.class);
        commit = find(event, "commit", void.class);
    }

    /**
     * Returns the types where the server has them.
     *
     * @throws IllegalStateException if the server has them in another shape than this jar was built to
     */
    static Optional<NewServerTypes> of(ClassLoader loader) {
        try {
            return Optional.of(new NewServerTypes(loader));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this Debezium Server hands events over in a way that this version of the Memphis sink does not"
                            + " know (" + e.getMessage() + "): take a newer jar of the sink",
                    e);
        }
    }

    private static MethodHandle find(Class<?> owner, String name, Class<?> result) throws ReflectiveOperationException {
        return MethodHandles.publicLookup().findVirtual(owner, name, MethodType.methodType(result));
    }

    /** Returns the interface that a sink implements. */
    Class<?> consumer() {
        return consumer;
    }

    /** Returns the type by which the server looks for sinks: the interface with its parameters. */
    Type beanType() {
        return new ParameterizedTypeImpl(consumer, new ParameterizedTypeImpl(events, event));
    }

    /** Returns the records of what the server hands over, in its order. */
    List<BatchRecord> records(Object batch) {
        return ((List<?>) call(records, batch)).stream().map(this::batchRecord).toList();
    }

    private BatchRecord batchRecord(Object batchEvent) {
        List<?> given = (List<?>) call(headers, batchEvent);
        return new BatchRecord(
                call(key, batchEvent),
                call(value, batchEvent),
                given == null ? List.of() : given,
                (String) call(destination, batchEvent),
                (Integer) call(partition, batchEvent),
                (SourceRecord) call(record, batchEvent),
                () -> call(commit, batchEvent));
    }

    private static Object call(MethodHandle method, Object owner) {
        try {
            return method.invoke(owner);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Debezium Server's event cannot be used", e);
        }
    }
}
