package dev.memphis.delivery.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.simulation.SimulatedLoop;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class MetricsRegistrationTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final SimulatedLoop loop = new SimulatedLoop();
    private final SinkMetrics metrics = new SinkMetrics(loop.clock(), loop::nanoTime);

    @Test
    void registered_metricsAreSeenUnderTheServersName_untilClosed() throws Exception {
        ObjectName name = new ObjectName("debezium.memphis:type=sink-metrics,server=shop");
        try (MetricsRegistration ignored = MetricsRegistration.of(metrics, "shop")) {
            metrics.delivered(2, 20, OptionalLong.empty());

            assertThat(server.getAttribute(name, "EventsDelivered")).isEqualTo(2L);
        }

        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    void nameThatIsTaken_leavesTheFirstAloneAndDoesNotFail() throws Exception {
        ObjectName name = MetricsRegistration.name("twice");
        try (MetricsRegistration ignored = MetricsRegistration.of(metrics, "twice")) {
            MetricsRegistration.of(new SinkMetrics(loop.clock(), loop::nanoTime), "twice")
                    .close();

            assertThat(server.isRegistered(name)).isTrue();
        }
    }

    @Test
    void prefixThatIsNoPlainName_isQuoted() throws Exception {
        assertThat(MetricsRegistration.name("a,b=*").getKeyProperty("server")).isEqualTo("\"a,b=\\*\"");
    }
}
