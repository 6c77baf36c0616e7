package dev.memphis.delivery.transport;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLException;

/** A server on a real socket that answers each request as the test's script says, byte by byte. */
public final class ScriptedServer implements AutoCloseable {
    /** A request as it came: its head with the request line, and its body. */
    public record Request(String head, Buffer body) {
        public String path() {
            return head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP/"));
        }
    }

    /** Writes raw bytes to the client, or closes. */
    public record Line(Socket socket) {
        public void answer(int status, String headers, String body) {
            raw("HTTP/1.1 " + status + " X\r\n" + headers + "Content-Length: "
                    + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
        }

        public void raw(String text) {
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public void reset() {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final ServerSocket listener;
    private final BiConsumer<Request, Line> script;
    private final boolean remembers;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    public final List<Request> requests = new CopyOnWriteArrayList<>();

    public ScriptedServer(BiConsumer<Request, Line> script) throws IOException {
        this(anyPort(), script);
    }

    static ServerSocket anyPort() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    public ScriptedServer(ServerSocket listener, BiConsumer<Request, Line> script) {
        this(listener, script, true);
    }

    /** @param remembers whether {@link #requests} is kept */
    public ScriptedServer(ServerSocket listener, BiConsumer<Request, Line> script, boolean remembers) {
        this.listener = listener;
        this.script = script;
        this.remembers = remembers;
        Thread.ofVirtual().start(this::accept);
    }

    public URI url(String scheme) {
        return URI.create(scheme + "://localhost:" + listener.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            Request request = read(in);
            while (request != null) {
                if (remembers) {
                    requests.add(request);
                }
                script.accept(request, new Line(socket));
                request = read(in);
            }
        } catch (SocketException | SSLException e) {
            // The client went away, or the script closed the line.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            head.write(b);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int at = text.toLowerCase(Locale.ROOT).indexOf("content-length: ");
        int length = at < 0 ? 0 : Integer.parseInt(text.substring(at + 16, text.indexOf("\r\n", at)));
        return new Request(text, Buffer.buffer(in.readNBytes(length)));
    }

    /** Breaks every connection and listens no more, as a process that ends. */
    public void stop() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
