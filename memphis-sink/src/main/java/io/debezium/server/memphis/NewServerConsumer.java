package io.debezium.server.memphis;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sink as Debezium Server 3.7 wants it, and as older servers do: one object that is both. The server finishes each
 * batch itself when {@code handle} returns, so everything of it is settled and marked by then.
 */
final class NewServerConsumer implements InvocationHandler {
    private final NewServerTypes types;
    private final MemphisChangeConsumer consumer;

    private NewServerConsumer(NewServerTypes types, MemphisChangeConsumer consumer) {
        this.types = types;
        this.consumer = consumer;
    }

    /** Returns an object that implements the new interface and the old one. */
    static Object of(NewServerTypes types, MemphisChangeConsumer consumer) {
        return Proxy.newProxyInstance(
                types.consumer().getClassLoader(),
                new Class<?>[] {types.consumer(), ChangeConsumer.class},
                new NewServerConsumer(types, consumer));
    }

    /** Returns the sink behind such an object. */
    static MemphisChangeConsumer behind(Object made) {
        return ((NewServerConsumer) Proxy.getInvocationHandler(made)).consumer;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "handle" -> {
                handle(arguments[0]);
                yield null;
            }
            case "tombstoneSupport" -> Optional.of(consumer.supportsTombstoneEvents());
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> ofTheOldInterface(method, arguments);
        };
    }

    private @Nullable Object ofTheOldInterface(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(consumer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void handle(Object batch) throws InterruptedException {
        List<ChangeEvent<Object, Object>> records = List.copyOf(types.records(batch));
        consumer.handleWholeBatch(records, new Marks());
    }

    /** Each event of the new interface marks itself. */
    private static final class Marks implements RecordCommitter<ChangeEvent<Object, Object>> {
        @Override
        public void markProcessed(ChangeEvent<Object, Object> record) {
            ((BatchRecord) record).mark().run();
        }

        @Override
        public void markProcessed(ChangeEvent<Object, Object> record, DebeziumEngine.Offsets offsets) {
            markProcessed(record);
        }

        @Override
        public void markBatchFinished() {
            // The server's own.
        }

        @Override
        public DebeziumEngine.Offsets buildOffsets() {
            throw new UnsupportedOperationException("the Memphis sink marks records with their own offsets");
        }
    }
}
