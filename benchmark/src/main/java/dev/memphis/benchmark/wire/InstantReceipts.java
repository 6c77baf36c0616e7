package dev.memphis.benchmark.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Receipts that were produced and wait to be consumed, and who waits for them. Confined to the gateway's thread. */
final class InstantReceipts {
    private static final byte[] RECEIPT = "{\"receipt\":".getBytes(StandardCharsets.US_ASCII);

    private final Deque<String> messages = new ArrayDeque<>();
    private final List<Wish> waiting = new ArrayList<>();

    private record Wish(InstantConnection connection, int count, long deadline) {}

    /** Says whether a body is a receipt, and so has to be kept. */
    static boolean isReceipt(byte[] body, int from, int length) {
        return length > RECEIPT.length && length < 256 && starts(body, from);
    }

    private static boolean starts(byte[] body, int from) {
        for (int i = 0; i < RECEIPT.length; i++) {
            if (body[from + i] != RECEIPT[i]) {
                return false;
            }
        }
        return true;
    }

    void add(String receipt) {
        messages.add(receipt);
        serve();
    }

    /** Hands out so many receipts as soon as they are there, or what is there when the deadline has passed. */
    void consume(InstantConnection connection, int count, long deadline) {
        waiting.add(new Wish(connection, count, deadline));
        serve();
    }

    private void serve() {
        while (!waiting.isEmpty() && messages.size() >= waiting.getFirst().count()) {
            answer(waiting.removeFirst());
        }
    }

    /** Answers those that have waited long enough. */
    void expire(long now) {
        while (!waiting.isEmpty() && waiting.getFirst().deadline() - now <= 0) {
            answer(waiting.removeFirst());
        }
    }

    /** Returns how long nothing expires, in milliseconds; 0 for ever. */
    long patience(long now) {
        return waiting.isEmpty() ? 0 : Math.max(1, (waiting.getFirst().deadline() - now) / 1_000_000);
    }

    private void answer(Wish wish) {
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < wish.count() && !messages.isEmpty(); i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"message\":\"")
                    .append(messages.remove().replace("\"", "\\\""))
                    .append("\",\"headers\":{}}");
        }
        wish.connection().consumed(body.append("]").toString());
    }
}
