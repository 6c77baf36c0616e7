package io.debezium.server.memphis;

import io.quarkus.arc.Components;
import io.quarkus.arc.ComponentsProvider;
import io.quarkus.arc.CurrentContextFactory;
import io.quarkus.arc.InjectableBean;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a stock server find the sink. The server's beans were found when it was built, so a jar that comes later is not
 * looked into; but ArC asks every provider that {@link java.util.ServiceLoader} finds. In a server that was built with
 * this jar ArC has already made beans of the annotated classes, and this provider contributes nothing.
 */
public final class MemphisComponentsProvider implements ComponentsProvider {
    private static final String GENERATED_BEAN = "io.debezium.server.memphis.MemphisChangeConsumer_Bean";

    /** What ArC 3.8 asks for (Debezium Server 3.0). */
    @Override
    public Components getComponents() {
        return new Components(
                alreadyBeans() ? List.of() : beans(),
                List.of(),
                List.of(),
                Set.of(),
                Map.of(),
                List::of,
                Map.of(),
                Set.of(),
                Map.of());
    }

    /** What later ArC asks for (3.33 in Debezium Server 3.6); an overriding method where ArC declares it. */
    public Components getComponents(CurrentContextFactory ignored) {
        return getComponents();
    }

    private static List<InjectableBean<?>> beans() {
        ReadinessCheck readiness = new ReadinessCheck();
        InjectableBean<?> consumer = NewServerTypes.of(MemphisComponentsProvider.class.getClassLoader())
                .<InjectableBean<?>>map(types -> new NewServerConsumerBean(types, readiness))
                .orElseGet(() -> new MemphisChangeConsumerBean(readiness));
        return List.of(consumer, new MemphisReadinessBean(readiness));
    }

    private static boolean alreadyBeans() {
        return MemphisComponentsProvider.class.getClassLoader().getResource(GENERATED_BEAN.replace('.', '/') + ".class")
                != null;
    }
}
