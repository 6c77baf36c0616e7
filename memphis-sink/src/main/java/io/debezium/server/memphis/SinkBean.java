package io.debezium.server.memphis;

import io.quarkus.arc.InjectableBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.literal.NamedLiteral;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;

/**
 * The sink as a bean that ArC did not make, since it never saw the class at build time: named after the sink's type, with a
 * consumer of its own for each that looks it up.
 *
 * @param <T> what the server gets
 */
abstract class SinkBean<T> implements InjectableBean<T> {
    private static final String NAME = "memphis";

    private final String identifier;
    private final Set<Type> types;
    private final ReadinessCheck readiness;

    /**
     * @param identifier that no other bean has
     * @param types by which it can be looked up
     */
    SinkBean(String identifier, Set<Type> types, ReadinessCheck readiness) {
        this.identifier = identifier;
        this.types = types;
        this.readiness = readiness;
    }

    /** Returns what the server gets of a consumer that has started. */
    abstract T shown(MemphisChangeConsumer consumer);

    /** Returns the consumer behind what the server got. */
    abstract MemphisChangeConsumer behind(T shown);

    @Override
    public final String getIdentifier() {
        return identifier;
    }

    @Override
    public final String getName() {
        return NAME;
    }

    @Override
    public final Class<? extends Annotation> getScope() {
        return Dependent.class;
    }

    @Override
    public final Set<Type> getTypes() {
        return types;
    }

    @Override
    public final Set<Annotation> getQualifiers() {
        return Set.of(NamedLiteral.of(NAME), Any.Literal.INSTANCE);
    }

    @Override
    public final Class<?> getBeanClass() {
        return MemphisChangeConsumer.class;
    }

    @Override
    public final Class<?> getImplementationClass() {
        return MemphisChangeConsumer.class;
    }

    @Override
    public final T create(CreationalContext<T> context) {
        // Nobody injects into a hand-made bean or calls its @PostConstruct.
        MemphisChangeConsumer consumer = new MemphisChangeConsumer();
        consumer.readiness = readiness;
        consumer.start();
        return shown(consumer);
    }

    @Override
    public final void destroy(T shown, CreationalContext<T> context) {
        // ArC also destroys what it failed to create.
        if (shown != null) {
            behind(shown).stop();
        }
    }

    @Override
    public final T get(CreationalContext<T> context) {
        return create(context);
    }
}
