package dev.memphis.connect;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task's figures' place among the platform's MBeans. */
final class TaskMBean implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(TaskMBean.class);

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final String task;

    /** Registers the figures; where that fails it is said in the log. */
    TaskMBean(TaskMetricsMXBean metrics, String task) {
        this.task = task;
        try {
            if (server.isRegistered(name())) {
                server.unregisterMBean(name());
            }
            server.registerMBean(metrics, name());
        } catch (JMException e) {
            ConnectNotices.NO_FIGURES.warn(LOGGER, task, e.toString());
        }
    }

    private ObjectName name() throws JMException {
        String value = task.matches("[a-zA-Z0-9_.-]+") ? task : ObjectName.quote(task);
        return new ObjectName("debezium.memphis:type=connect-sink-task,task=" + value);
    }

    @Override
    public void close() {
        try {
            server.unregisterMBean(name());
        } catch (JMException e) {
            // It is gone, as it should be.
        }
    }
}
