package io.debezium.server.memphis;

import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import java.util.Set;

/** The sink's bean in a server of 3.7, which looks for sinks by the type of the events that they take. */
final class NewServerConsumerBean extends SinkBean<Object> {
    private final NewServerTypes types;

    NewServerConsumerBean(NewServerTypes types, ReadinessCheck readiness) {
        super(
                "memphis-sink-server-consumer",
                Set.of(types.beanType(), types.consumer(), ChangeConsumer.class, Object.class),
                readiness);
        this.types = types;
    }

    @Override
    Object shown(MemphisChangeConsumer consumer) {
        return NewServerConsumer.of(types, consumer);
    }

    @Override
    MemphisChangeConsumer behind(Object shown) {
        return NewServerConsumer.behind(shown);
    }
}
