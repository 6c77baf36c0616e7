package io.debezium.server.memphis;

import io.quarkus.arc.InjectableBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.literal.NamedLiteral;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;

/** The bean that ArC would have made of {@link MemphisChangeConsumer}, had it seen the class at build time. */
final class MemphisChangeConsumerBean implements InjectableBean<MemphisChangeConsumer> {
    private static final String NAME = "memphis";

    private final ReadinessCheck readiness;

    MemphisChangeConsumerBean(ReadinessCheck readiness) {
        this.readiness = readiness;
    }

    @Override
    public String getIdentifier() {
        return "memphis-sink-change-consumer";
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return Dependent.class;
    }

    @Override
    public Set<Type> getTypes() {
        return Set.of(
                MemphisChangeConsumer.class, io.debezium.engine.DebeziumEngine.ChangeConsumer.class, Object.class);
    }

    @Override
    public Set<Annotation> getQualifiers() {
        return Set.of(NamedLiteral.of(NAME), Any.Literal.INSTANCE);
    }

    @Override
    public Class<?> getBeanClass() {
        return MemphisChangeConsumer.class;
    }

    @Override
    public Class<?> getImplementationClass() {
        return MemphisChangeConsumer.class;
    }

    @Override
    public MemphisChangeConsumer create(CreationalContext<MemphisChangeConsumer> context) {
        // Nobody injects into a hand-made bean or calls its @PostConstruct.
        MemphisChangeConsumer consumer = new MemphisChangeConsumer();
        consumer.readiness = readiness;
        consumer.start();
        return consumer;
    }

    @Override
    public void destroy(MemphisChangeConsumer consumer, CreationalContext<MemphisChangeConsumer> context) {
        // ArC also destroys what it failed to create.
        if (consumer != null) {
            consumer.stop();
        }
    }

    @Override
    public MemphisChangeConsumer get(CreationalContext<MemphisChangeConsumer> context) {
        return create(context);
    }
}
