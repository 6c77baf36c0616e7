package io.debezium.server.memphis;

import dev.memphis.delivery.writer.Outage;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The sink's part of {@code /q/health/ready}: down while an outage lasts, with its reason and since when. Liveness is none
 * of its business: a restart does not mend somebody else's outage. Safe from any thread.
 */
@Readiness
@Singleton
public class ReadinessCheck implements HealthCheck {
    private volatile Supplier<Optional<Outage>> outages = Optional::empty;

    /** Says whom to ask for the current outage; until then the check is up. */
    public void watch(Supplier<Optional<Outage>> current) {
        outages = current;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("memphis");
        return outages.get()
                .map(outage -> down(response, outage))
                .orElseGet(() -> response.up().build());
    }

    private static HealthCheckResponse down(HealthCheckResponseBuilder response, Outage outage) {
        return response.down()
                .withData("reason", outage.reason())
                .withData("since", outage.since().toString())
                .withData("failures", outage.failures())
                .build();
    }
}
