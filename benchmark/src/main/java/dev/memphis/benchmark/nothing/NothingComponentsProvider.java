package dev.memphis.benchmark.nothing;

import io.quarkus.arc.Components;
import io.quarkus.arc.ComponentsProvider;
import io.quarkus.arc.CurrentContextFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a stock server find the sink that does nothing, as the Memphis sink is found. */
public final class NothingComponentsProvider implements ComponentsProvider {
    @Override
    public Components getComponents() {
        return new Components(
                List.of(new NothingBean()),
                List.of(),
                List.of(),
                Set.of(),
                Map.of(),
                List::of,
                Map.of(),
                Set.of(),
                Map.of());
    }

    /** What later ArC asks for (3.33 in Debezium Server 3.6). */
    public Components getComponents(CurrentContextFactory ignored) {
        return getComponents();
    }
}
