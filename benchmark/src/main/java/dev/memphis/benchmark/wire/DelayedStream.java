package dev.memphis.benchmark.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** One direction of a connection: one thread reads and notes when each piece is due, another writes it then. */
final class DelayedStream {
    private static final int PIECE = 256 * 1024;
    /** The link's length in bytes: far more than a sink has under way, so that it never holds one up. */
    private static final int ROAD = 64 * 1024 * 1024;

    private record Piece(byte[] bytes, long due) {
        /** The other side sends no more. */
        boolean end() {
            return bytes.length == 0;
        }
    }

    private final Socket from;
    private final Socket to;
    private final long delay;
    private final Runnable broken;
    private final BlockingQueue<Piece> link = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(ROAD);

    private DelayedStream(Socket from, Socket to, Duration delay, Runnable broken) {
        this.from = from;
        this.to = to;
        this.delay = delay.toNanos();
        this.broken = broken;
    }

    /**
     * Starts both threads.
     *
     * @param broken called when the direction cannot go on
     */
    static void start(Socket from, Socket to, Duration delay, Runnable broken) {
        DelayedStream stream = new DelayedStream(from, to, delay, broken);
        Thread.ofVirtual().name("delayed-read").start(() -> stream.run(stream::read));
        Thread.ofVirtual().name("delayed-write").start(() -> stream.run(stream::write));
    }

    private interface Half {
        void go() throws IOException, InterruptedException;
    }

    private void run(Half half) {
        try {
            half.go();
        } catch (IOException e) {
            broken.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws IOException, InterruptedException {
        InputStream input = from.getInputStream();
        byte[] buffer = new byte[PIECE];
        while (true) {
            int length = input.read(buffer);
            long due = System.nanoTime() + delay;
            if (length < 0) {
                link.add(new Piece(new byte[0], due));
                return;
            }
            room.acquire(length);
            link.add(new Piece(Arrays.copyOf(buffer, length), due));
        }
    }

    private void write() throws IOException, InterruptedException {
        OutputStream output = to.getOutputStream();
        while (true) {
            Piece piece = link.take();
            await(piece.due());
            if (piece.end()) {
                to.shutdownOutput();
                return;
            }
            output.write(piece.bytes());
            room.release(piece.bytes().length);
        }
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
