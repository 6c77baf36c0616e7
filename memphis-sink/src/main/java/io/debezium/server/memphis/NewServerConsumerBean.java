package io.debezium.server.memphis;

import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.quarkus.arc.InjectableBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.literal.NamedLiteral;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;

/** The sink's bean in a server of 3.7, which looks for sinks by the type of the events that they take. */
final class NewServerConsumerBean implements InjectableBean<Object> {
    private static final String NAME = "memphis";

    private final NewServerTypes types;
    private final ReadinessCheck readiness;

    NewServerConsumerBean(NewServerTypes types, ReadinessCheck readiness) {
        this.types = types;
        this.readiness = readiness;
    }

    @Override
    public String getIdentifier() {
        return "memphis-sink-server-consumer";
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
        return Set.of(types.beanType(), types.consumer(), ChangeConsumer.class, Object.class);
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
    public Object create(CreationalContext<Object> context) {
        // Nobody injects into a hand-made bean or calls its @PostConstruct.
        MemphisChangeConsumer consumer = new MemphisChangeConsumer();
        consumer.readiness = readiness;
        consumer.start();
        return NewServerConsumer.of(types, consumer);
    }

    @Override
    public void destroy(Object made, CreationalContext<Object> context) {
        // ArC also destroys what it failed to create.
        if (made != null) {
            NewServerConsumer.behind(made).stop();
        }
    }

    @Override
    public Object get(CreationalContext<Object> context) {
        return create(context);
    }
}
