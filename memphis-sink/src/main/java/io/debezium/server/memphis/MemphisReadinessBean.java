package io.debezium.server.memphis;

import io.quarkus.arc.InjectableBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;

/** The bean through which the server's health endpoint finds the {@link ReadinessCheck}; always the same one. */
final class MemphisReadinessBean implements InjectableBean<ReadinessCheck> {
    private final ReadinessCheck check;

    MemphisReadinessBean(ReadinessCheck check) {
        this.check = check;
    }

    @Override
    public String getIdentifier() {
        return "memphis-sink-readiness-check";
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return Dependent.class;
    }

    @Override
    public Set<Type> getTypes() {
        return Set.of(ReadinessCheck.class, HealthCheck.class, Object.class);
    }

    @Override
    public Set<Annotation> getQualifiers() {
        return Set.of(Readiness.Literal.INSTANCE, Any.Literal.INSTANCE);
    }

    @Override
    public Class<?> getBeanClass() {
        return ReadinessCheck.class;
    }

    @Override
    public Class<?> getImplementationClass() {
        return ReadinessCheck.class;
    }

    @Override
    public ReadinessCheck create(CreationalContext<ReadinessCheck> context) {
        return check;
    }

    @Override
    public ReadinessCheck get(CreationalContext<ReadinessCheck> context) {
        return check;
    }
}
