package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.writer.Outage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class ReadinessCheckTest {
    private final AtomicReference<Outage> outage = new AtomicReference<>();
    private final ReadinessCheck check = new ReadinessCheck();

    @Test
    void sinkThatIsNotUsed_isUp() {
        assertThat(check.call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void outage_isDownWithReasonAndSince_andUpAfterIt() {
        check.watch(() -> Optional.ofNullable(outage.get()));
        assertThat(check.call().getStatus()).isEqualTo(Status.UP);

        outage.set(new Outage(Instant.parse("2026-01-31T12:00:00Z"), 3, "connection refused"));
        HealthCheckResponse down = check.call();

        assertThat(down.getName()).isEqualTo("memphis");
        assertThat(down.getStatus()).isEqualTo(Status.DOWN);
        assertThat(down.getData())
                .hasValue(Map.of("reason", "connection refused", "since", "2026-01-31T12:00:00Z", "failures", 3L));

        outage.set(null);

        assertThat(check.call().getStatus()).isEqualTo(Status.UP);
    }
}
