package dev.memphis.cli.top;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;

/** A JMX port on loopback, as a server has it that is started with {@code JMX_PORT}. */
public final class JmxPort implements AutoCloseable {
    private final int number;
    private final Registry registry;
    private final JMXConnectorServer server;

    private JmxPort(int number, Registry registry, JMXConnectorServer server) {
        this.number = number;
        this.registry = registry;
        this.server = server;
    }

    /** @param environment what JMX is told, such as who may log in */
    public static JmxPort open(MBeanServer beans, Map<String, ?> environment) throws IOException {
        System.setProperty("java.rmi.server.hostname", "127.0.0.1");
        int number = free();
        Registry registry = LocateRegistry.createRegistry(number);
        JMXConnectorServer server = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + number + "/jmxrmi"), environment, beans);
        server.start();
        return new JmxPort(number, registry, server);
    }

    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Returns its number. */
    public int number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        server.stop();
        UnicastRemoteObject.unexportObject(registry, true);
    }
}
