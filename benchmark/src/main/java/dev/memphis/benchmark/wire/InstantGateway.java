package dev.memphis.benchmark.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A gateway that answers at once and costs next to nothing: one thread, no objects per request. It answers log-in and refresh
 * with a token, every other POST with the gateway's 200, and hands receipts out again. Nothing else is kept or checked.
 * Events are counted by their {@link EventMarker}. Thread-safe.
 */
public final class InstantGateway implements AutoCloseable {
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final Arrivals arrivals = new Arrivals();
    private final InstantReceipts receipts = new InstantReceipts();
    private final Thread thread;
    private volatile boolean closed;

    private InstantGateway() throws IOException {
        selector = Selector.open();
        listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        thread = Thread.ofPlatform().name("instant-gateway").daemon().unstarted(this::run);
    }

    /**
     * Starts a gateway on a free port of loopback.
     *
     * @throws IOException if no port can be had
     */
    public static InstantGateway start() throws IOException {
        InstantGateway gateway = new InstantGateway();
        gateway.thread.start();
        return gateway;
    }

    /** Returns where it answers. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.socket().getLocalPort());
    }

    /** Returns what was produced; receipts and log-ins count as requests only. */
    public Arrivals arrivals() {
        return arrivals;
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(this::ready, receipts.patience(System.nanoTime()));
                receipts.expire(System.nanoTime());
            }
            for (SelectionKey key : selector.keys()) {
                close(key);
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else {
                ((InstantConnection) key.attachment()).ready();
            }
        } catch (IOException e) {
            close(key);
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = listener.accept();
        if (channel == null) {
            return;
        }
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        key.attach(new InstantConnection(channel, key, arrivals, receipts));
    }

    private static void close(SelectionKey key) {
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    /** Breaks every connection and ends; waits until that is done. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Registers for what a connection now waits for. */
    static void interest(SelectionKey key, int operations) throws ClosedChannelException {
        if (!key.isValid()) {
            throw new ClosedChannelException();
        }
        if (key.interestOps() != operations) {
            key.interestOps(operations);
        }
    }
}
