package dev.memphis.benchmark.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection of the instant gateway: requests in, answers out, in order. Confined to the gateway's thread. */
final class InstantConnection {
    private static final int START = 256 * 1024;
    private static final byte[] ACCEPTED = answer("200 OK", "{\"error\":null,\"success\":true}");
    private static final byte[] NO_LENGTH = answer("411 Length Required", "the instant gateway wants a Content-Length");
    private static final Pattern BATCH_SIZE = Pattern.compile("\"batch_size\":(\\d+)");
    private static final Pattern WAIT = Pattern.compile("\"batch_max_wait_time_ms\":(\\d+)");

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Arrivals arrivals;
    private final InstantReceipts receipts;
    private final RequestHead head = new RequestHead();
    private ByteBuffer input = ByteBuffer.allocate(START);
    private ByteBuffer output = ByteBuffer.allocate(START);
    /** A consume request waits for receipts; what came behind it is not answered before it. */
    private boolean consuming;

    InstantConnection(SocketChannel channel, SelectionKey key, Arrivals arrivals, InstantReceipts receipts) {
        this.channel = channel;
        this.key = key;
        this.arrivals = arrivals;
        this.receipts = receipts;
    }

    void ready() throws IOException {
        if (key.isReadable()) {
            if (!input.hasRemaining()) {
                input = grown(input, 2 * input.capacity());
            }
            if (channel.read(input) < 0) {
                throw new EOFException("the client has closed the connection");
            }
        }
        proceed();
    }

    /** Answers what is there, and sends as much of the answers as the client takes. */
    private void proceed() throws IOException {
        takeRequests();
        output.flip();
        channel.write(output);
        output.compact();
        // A client that does not take its answers is not read from.
        InstantGateway.interest(key, output.position() > 0 ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void takeRequests() {
        int at = 0;
        byte[] bytes = input.array();
        while (!consuming && head.read(bytes, at, input.position())) {
            if (head.bodyLength() < 0) {
                send(NO_LENGTH);
                at = input.position();
                break;
            }
            int end = head.bodyStart() + head.bodyLength();
            if (end > input.position()) {
                break;
            }
            take(bytes, head.bodyStart(), head.bodyLength());
            at = end;
        }
        if (at > 0) {
            input.limit(input.position()).position(at);
            input.compact();
        }
    }

    private void take(byte[] bytes, int from, int length) {
        arrivals.request();
        switch (head.route()) {
            case AUTH -> send(answer("200 OK", InstantTokens.pair(System.currentTimeMillis() / 1000)));
            case CONSUME -> consume(new String(bytes, from, length, StandardCharsets.UTF_8));
            case PRODUCE -> {
                if (InstantReceipts.isReceipt(bytes, from, length)) {
                    receipts.add(new String(bytes, from, length, StandardCharsets.UTF_8));
                } else {
                    long now = Arrivals.micros();
                    EventMarker.find(bytes, from, from + length, committed -> arrivals.event(committed, now));
                }
                send(ACCEPTED);
            }
        }
    }

    private void consume(String request) {
        consuming = true;
        long wait = number(WAIT, request, 1000);
        receipts.consume(this, (int) number(BATCH_SIZE, request, 10), System.nanoTime() + wait * 1_000_000);
    }

    private static long number(Pattern pattern, String request, long otherwise) {
        Matcher matcher = pattern.matcher(request);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
    }

    /** Answers the consume request that waits; goes on with what came behind it. */
    void consumed(String body) {
        consuming = false;
        send(answer("200 OK", body));
        // Whoever brought the receipt may be this very connection's loop: it goes on by itself in the next turn.
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_WRITE);
        }
    }

    private void send(byte[] bytes) {
        if (output.remaining() < bytes.length) {
            output = grown(output, 2 * output.capacity() + bytes.length);
        }
        output.put(bytes);
    }

    private static ByteBuffer grown(ByteBuffer buffer, int capacity) {
        byte[] more = Arrays.copyOf(buffer.array(), capacity);
        return ByteBuffer.wrap(more).position(buffer.position());
    }

    private static byte[] answer(String status, String body) {
        return ("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
