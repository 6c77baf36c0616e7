package dev.memphis.benchmark.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A loopback TCP proxy that adds a round trip: every byte leaves half of it after it came, in either direction. Throughput
 * and pipelining are left alone: what is on its way is kept with the time it is due. Connections are made at once, so
 * connecting costs no round trip. Thread-safe.
 */
public final class DelayProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Duration oneWay;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private DelayProxy(ServerSocket listener, InetSocketAddress target, Duration oneWay) {
        this.listener = listener;
        this.target = target;
        this.oneWay = oneWay;
    }

    /**
     * Starts a proxy on a free port of loopback.
     *
     * @param target where connections lead; only its host and port count
     * @param roundTrip what is added to each request's way there and back
     * @throws IOException if no port can be had
     */
    public static DelayProxy start(URI target, Duration roundTrip) throws IOException {
        ServerSocket listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        DelayProxy proxy = new DelayProxy(
                listener, new InetSocketAddress(target.getHost(), target.getPort()), roundTrip.dividedBy(2));
        Thread.ofVirtual().name("delay-proxy").start(proxy::accept);
        return proxy;
    }

    /** Returns where to connect instead of the target. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().name("delay-proxy-connection").start(() -> connect(client));
            } catch (IOException e) {
                // Closed, or a client that went before it was greeted.
            }
        }
    }

    private void connect(Socket client) {
        Socket gateway = new Socket();
        open.add(client);
        open.add(gateway);
        try {
            client.setTcpNoDelay(true);
            gateway.setTcpNoDelay(true);
            gateway.connect(target);
            DelayedStream.start(client, gateway, oneWay, () -> end(client, gateway));
            DelayedStream.start(gateway, client, oneWay, () -> end(client, gateway));
        } catch (IOException e) {
            end(client, gateway);
        }
        if (closed) {
            end(client, gateway);
        }
    }

    private void end(Socket client, Socket gateway) {
        close(client);
        close(gateway);
        open.remove(client);
        open.remove(gateway);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nobody can do anything about it.
        }
    }

    /** Breaks every connection and stops listening. */
    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
        open.forEach(DelayProxy::close);
    }
}
