package dev.memphis.delivery.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A gateway on a real socket whose answers, so many of them, are cut, dripped, flooded, doubled, garbled or never given; then it
 * is an honest one. It may or may not have stored what it answers so; what it answers with a whole success, it has.
 */
final class HostileGateway implements AutoCloseable {
    private static final Pattern EVENT = Pattern.compile("\\{\"e\":\\d+}");
    private static final List<Integer> STATUSES =
            List.of(204, 206, 301, 304, 402, 403, 407, 408, 429, 500, 501, 502, 503, 504, 511, 599, 999);
    private static final List<String> WISHES = List.of("0", "-1", "1e9", "soon", "", "Sat, 1 Jan 0000 00:00:00 GMT");
    private static final String TOKEN = GatewayScript.jwt(Instant.now().plusSeconds(36_000), 0);

    private final Random random;
    private final AtomicInteger hostilities;
    private final List<String> receipts = new ArrayList<>();
    private final ScriptedServer server;

    /**
     * Connections that are not answered any more. Whoever answers nothing to one request and then answers the next has no
     * client that could know.
     */
    private final Set<Socket> silent = ConcurrentHashMap.newKeySet();

    /** The events that arrived. */
    final Set<String> stored = ConcurrentHashMap.newKeySet();

    /** @param hostilities how many answers are not as they should be */
    HostileGateway(long seed, int hostilities) throws IOException {
        this.random = new Random(seed);
        this.hostilities = new AtomicInteger(hostilities);
        this.server = new ScriptedServer(ScriptedServer.anyPort(), this::accept, false);
    }

    URI url() {
        return server.url("http");
    }

    private void accept(ScriptedServer.Request request, ScriptedServer.Line line) {
        try {
            if (silent.contains(line.socket())) {
                return;
            }
            if (hostilities.getAndDecrement() > 0) {
                hostile(request, line);
            } else {
                line.raw(http(honest(request)));
            }
        } catch (UncheckedIOException e) {
            // The client has had enough.
            line.close();
        }
    }

    /** Returns the body of the gateway's own answer, and does what was asked. */
    private synchronized String honest(ScriptedServer.Request request) {
        String path = request.path();
        if (path.contains("/auth/")) {
            return "{\"jwt\":\"" + TOKEN + "\",\"jwt_refresh_token\":\"" + TOKEN + "\"}";
        }
        if (path.contains("/stations/receipts/consume")) {
            List<String> messages = receipts.stream()
                    .map(data -> "{\"message\":\"" + data.replace("\"", "\\\"") + "\",\"headers\":{}}")
                    .toList();
            receipts.clear();
            return "[" + String.join(",", messages) + "]";
        }
        if (path.contains("/stations/receipts/produce")) {
            receipts.add(request.body().toString());
        } else {
            Matcher events = EVENT.matcher(request.body().toString());
            while (events.find()) {
                stored.add(events.group());
            }
        }
        return GatewayScript.SUCCESS;
    }

    private static String http(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private void hostile(ScriptedServer.Request request, ScriptedServer.Line line) {
        int kind = next(20);
        if (kind >= 6 && kind < 19) {
            silent.add(line.socket());
        }
        if (kind < 10) {
            withTheAnswer(kind, honest(request), line);
        } else {
            if (next(2) == 0) {
                honest(request);
            }
            instead(kind, line);
        }
    }

    /** The whole answer in a strange form, or with something strange about it. */
    private void withTheAnswer(int kind, String body, ScriptedServer.Line line) {
        String whole = http(body);
        switch (kind) {
            case 0 -> whole.chars().forEach(one -> line.raw(String.valueOf((char) one)));
            case 1 -> line.raw(chunked(body, 1, "\r\n"));
            case 2 -> line.raw(chunked(body, 1 + next(50), ";name=\"value\"\r\n"));
            case 3 -> line.raw("HTTP/1.1 100 Continue\r\n\r\n".repeat(1 + next(20_000)) + whole);
            case 4 -> line.raw("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + whole);
            case 5 -> {
                line.raw("HTTP/1.0 200 OK\r\n\r\n" + body);
                line.close();
            }
            case 6 -> line.raw(whole + "HTTP/1.1 503 X\r\nContent-Length: 0\r\n\r\n");
            case 7 -> line.raw(whole + garbage());
            case 8 -> line.raw(whole + "HTTP/1.1 503 X\r\nContent-Le");
            default -> {
                line.raw(whole.replace("Content-Length", "Connection: close\r\nContent-Length"));
                line.close();
            }
        }
    }

    private static String chunked(String body, int size, String behindSize) {
        StringBuilder all = new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int from = 0; from < body.length(); from += size) {
            String piece = body.substring(from, Math.min(body.length(), from + size));
            all.append(Integer.toHexString(piece.length()))
                    .append(behindSize)
                    .append(piece)
                    .append("\r\n");
        }
        return all.append("0\r\nX: y\r\n\r\n").toString();
    }

    /** Anything but a whole answer of the gateway. */
    private void instead(int kind, ScriptedServer.Line line) {
        String success = http(GatewayScript.SUCCESS);
        switch (kind) {
            case 10 -> {
                line.raw(success.substring(0, next(success.length())));
                line.close();
            }
            case 11 -> {
                line.raw(chunked(GatewayScript.SUCCESS, 1 + next(30), "\r\n").substring(0, 60 + next(20)));
                line.reset();
            }
            case 12 -> {
                // Silence.
            }
            case 13 -> line.raw(success.substring(0, next(success.length())));
            case 14 -> line.raw("HTTP/1.1 200 OK\r\n" + "X-Header: 0123456789\r\n".repeat(1000 + next(3000)));
            case 15 -> endless(line);
            case 16 ->
                line.raw("HTTP/1.1 200 OK\r\nContent-Length: " + Math.abs((long) next(Integer.MAX_VALUE)) + "\r\n\r\n");
            case 17 -> line.raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n");
            case 18 -> line.raw(garbage());
            default ->
                line.raw("HTTP/1.1 " + STATUSES.get(next(STATUSES.size())) + " X\r\nRetry-After: "
                        + WISHES.get(next(WISHES.size())) + "\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\n"
                        + "\u001f\n\0xx");
        }
    }

    private static void endless(ScriptedServer.Line line) {
        line.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        for (int i = 0; i < 80; i++) {
            line.raw(chunk);
        }
    }

    private String garbage() {
        StringBuilder text = new StringBuilder();
        int length = 1 + next(200);
        for (int i = 0; i < length; i++) {
            text.append((char) next(128));
        }
        return text.toString();
    }

    private synchronized int next(int bound) {
        return random.nextInt(bound);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
