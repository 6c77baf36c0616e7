package dev.memphis.cli.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.Priorities;
import io.smallrye.config.RelocateConfigSourceInterceptor;
import java.util.Map;
import java.util.OptionalInt;

/** SmallRye Config's names of profiles and locations, and those by which Quarkus calls them; the latter win. Immutable. */
record QuarkusNames(int priority) implements ConfigSourceInterceptorFactory {
    static final String PROFILE = "smallrye.config.profile";
    static final String LOCATIONS = "smallrye.config.locations";

    private static final int OF_PROFILES = Priorities.LIBRARY + 200;
    private static final Map<String, String> NAMES = Map.of(
            PROFILE,
            "quarkus.profile",
            PROFILE + ".parent",
            "quarkus.config.profile.parent",
            LOCATIONS,
            "quarkus.config.locations");

    /** Below the profiles, which are named by it. */
    static QuarkusNames belowProfiles() {
        return new QuarkusNames(OF_PROFILES - 5);
    }

    /** Above the profiles, so that a profile may use either name. */
    static QuarkusNames aboveProfiles() {
        return new QuarkusNames(OF_PROFILES + 5);
    }

    @Override
    public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
        return new RelocateConfigSourceInterceptor(NAMES);
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(priority);
    }
}
