package dev.memphis.cli.top;

import dev.memphis.delivery.observe.SinkMetricsMXBean;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A JMX port. */
record JmxTarget(String name, JMXServiceURL url, JmxLogIn logIn) implements Target {
    private static final double MILLIS = 1000;

    /** JMX has no other way than RMI; whom to ask is the user's own word. */
    @Override
    @SuppressWarnings("BanJNDI")
    public Reading read() throws IOException {
        Map<String, Object> environment = new HashMap<>();
        if (logIn.user().isPresent()) {
            String password = logIn.password().map(secret -> secret.reveal()).orElse("");
            environment.put(JMXConnector.CREDENTIALS, new String[] {logIn.user().get(), password});
        }
        try (JMXConnector connector = JMXConnectorFactory.connect(url, environment)) {
            return read(connector.getMBeanServerConnection());
        } catch (SecurityException e) {
            throw new IOException("it refuses the log-in: --jmx-user and --jmx-password-file");
        } catch (JMException e) {
            throw new IOException("its metrics cannot be read: " + e.getMessage());
        }
    }

    private Reading read(MBeanServerConnection server) throws IOException, JMException {
        List<Figures> engines = new ArrayList<>();
        for (ObjectName engine : server.queryNames(named("debezium.memphis:type=sink-metrics,*"), null)) {
            engines.add(figures(
                    engine.getKeyProperty("server"), JMX.newMXBeanProxy(server, engine, SinkMetricsMXBean.class)));
        }
        List<TaskFigures> tasks = new ArrayList<>();
        for (ObjectName task : server.queryNames(named("debezium.memphis:type=connect-sink-task,*"), null)) {
            tasks.add(task(server, task));
        }
        if (engines.isEmpty() && tasks.isEmpty()) {
            throw new IOException("there is no Memphis sink in it");
        }
        return new Reading(name, System.nanoTime(), engines, tasks, "");
    }

    private static ObjectName named(String pattern) {
        try {
            return new ObjectName(pattern);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Figures figures(String server, SinkMetricsMXBean metrics) {
        Map<String, Double> retries = new TreeMap<>();
        metrics.getRetriesByReason().forEach((reason, count) -> retries.put(reason, count.doubleValue()));
        return new Figures(
                server,
                metrics.getEventsDelivered(),
                metrics.getBytesDelivered(),
                metrics.getEventsWaiting(),
                metrics.getRequestsInFlight(),
                metrics.getSourceLagMilliSeconds() / MILLIS,
                metrics.getMilliSecondsSinceLastDelivery() / MILLIS,
                retries,
                metrics.getReceipts(),
                metrics.getReceiptsMissing(),
                metrics.getReceiptMilliSecondsP50() / MILLIS,
                metrics.getReceiptMilliSecondsP99() / MILLIS,
                metrics.getPoisonEvents(),
                metrics.getOutages(),
                metrics.getOutageSeconds(),
                metrics.getOutageReason());
    }

    private static TaskFigures task(MBeanServerConnection server, ObjectName task) throws IOException, JMException {
        return new TaskFigures(
                task.getKeyProperty("task"),
                (long) server.getAttribute(task, "RecordsTaken"),
                (long) server.getAttribute(task, "RecordsSettled"),
                (long) server.getAttribute(task, "RecordsWaiting"),
                (long) server.getAttribute(task, "RecordsUnderWay"),
                (boolean) server.getAttribute(task, "Paused"));
    }
}
