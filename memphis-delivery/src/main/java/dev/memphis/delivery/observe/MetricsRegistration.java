package dev.memphis.delivery.observe;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metrics' place among the platform's MBeans: {@code debezium.memphis:type=sink-metrics,server=<topic.prefix>}. */
public final class MetricsRegistration implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(MetricsRegistration.class);
    private static final String PLAIN = "[a-zA-Z0-9_.-]+";

    private final MBeanServer server;
    private final Optional<ObjectName> name;

    private MetricsRegistration(MBeanServer server, Optional<ObjectName> name) {
        this.server = server;
        this.name = name;
    }

    /**
     * Registers the metrics. Where that fails, it is said in the log, and delivery goes on without them.
     *
     * @param topicPrefix Debezium's {@code topic.prefix}, which tells servers apart
     */
    public static MetricsRegistration of(SinkMetricsMXBean metrics, String topicPrefix) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName name = name(topicPrefix);
            server.registerMBean(metrics, name);
            return new MetricsRegistration(server, Optional.of(name));
        } catch (JMException e) {
            ObserveNotices.NO_METRICS.warn(LOGGER, e.toString());
            return new MetricsRegistration(server, Optional.empty());
        }
    }

    static ObjectName name(String topicPrefix) throws JMException {
        String value = topicPrefix.matches(PLAIN) ? topicPrefix : ObjectName.quote(topicPrefix);
        return new ObjectName("debezium.memphis:type=sink-metrics,server=" + value);
    }

    @Override
    public void close() {
        try {
            if (name.isPresent() && server.isRegistered(name.get())) {
                server.unregisterMBean(name.get());
            }
        } catch (JMException e) {
            // Somebody else has taken it away in between: it is gone, as it should be.
        }
    }
}
