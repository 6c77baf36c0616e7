package dev.memphis.benchmark.nothing;

import io.debezium.engine.DebeziumEngine;
import io.quarkus.arc.InjectableBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.literal.NamedLiteral;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Set;

/** The bean of the sink that does nothing. The file of its tally is told by {@code -Dnothing.tally}. */
final class NothingBean implements InjectableBean<NothingConsumer> {
    private static final String NAME = "nothing";

    @Override
    public String getIdentifier() {
        return "nothing-consumer";
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
        return Set.of(NothingConsumer.class, DebeziumEngine.ChangeConsumer.class, Object.class);
    }

    @Override
    public Set<Annotation> getQualifiers() {
        return Set.of(NamedLiteral.of(NAME), Any.Literal.INSTANCE);
    }

    @Override
    public Class<?> getBeanClass() {
        return NothingConsumer.class;
    }

    @Override
    public Class<?> getImplementationClass() {
        return NothingConsumer.class;
    }

    @Override
    public NothingConsumer create(CreationalContext<NothingConsumer> context) {
        return new NothingConsumer(
                new Tally(Path.of(System.getProperty("nothing.tally")), Boolean.getBoolean("nothing.timed")));
    }

    @Override
    public NothingConsumer get(CreationalContext<NothingConsumer> context) {
        return create(context);
    }
}
