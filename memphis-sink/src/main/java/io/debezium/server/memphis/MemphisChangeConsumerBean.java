package io.debezium.server.memphis;

import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import java.util.Set;

/** The sink's bean in a server up to 3.6: the consumer itself. */
final class MemphisChangeConsumerBean extends SinkBean<MemphisChangeConsumer> {
    MemphisChangeConsumerBean(ReadinessCheck readiness) {
        super(
                "memphis-sink-change-consumer",
                Set.of(MemphisChangeConsumer.class, ChangeConsumer.class, Object.class),
                readiness);
    }

    @Override
    MemphisChangeConsumer shown(MemphisChangeConsumer consumer) {
        return consumer;
    }

    @Override
    MemphisChangeConsumer behind(MemphisChangeConsumer shown) {
        return shown;
    }
}
