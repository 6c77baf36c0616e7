package io.debezium.server.memphis;

import io.debezium.server.StreamNameMapper;
import io.quarkus.arc.Components;
import io.quarkus.arc.ComponentsProvider;
import io.quarkus.arc.InjectableBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A server that was built with a StreamNameMapper. */
public final class MapperProvider implements ComponentsProvider {
    /** What a server's generated components declare. */
    private static final Set<String> QUALIFIERS = Set.of(
            "jakarta.enterprise.context.Initialized",
            "jakarta.enterprise.context.BeforeDestroyed",
            "jakarta.enterprise.context.Destroyed",
            "jakarta.enterprise.inject.Default",
            "jakarta.enterprise.inject.Any",
            "jakarta.inject.Named");

    @Override
    public Components getComponents() {
        return new Components(
                List.of(new MapperBean()),
                List.of(),
                List.of(),
                Set.of(),
                Map.of(),
                List::of,
                Map.of(),
                QUALIFIERS,
                Map.of());
    }

    private static final class MapperBean implements InjectableBean<StreamNameMapper> {
        @Override
        public String getIdentifier() {
            return "a-stream-name-mapper";
        }

        @Override
        public Class<? extends Annotation> getScope() {
            return Dependent.class;
        }

        @Override
        public Set<Type> getTypes() {
            return Set.of(StreamNameMapper.class, Object.class);
        }

        @Override
        public Set<Annotation> getQualifiers() {
            return Set.of(Default.Literal.INSTANCE, Any.Literal.INSTANCE);
        }

        @Override
        public Class<?> getBeanClass() {
            return MapperBean.class;
        }

        @Override
        public StreamNameMapper create(CreationalContext<StreamNameMapper> context) {
            return topic -> "mapped-" + topic;
        }

        @Override
        public StreamNameMapper get(CreationalContext<StreamNameMapper> context) {
            return create(context);
        }
    }
}
