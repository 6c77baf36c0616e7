package dev.memphis.delivery.protocol;

import dev.memphis.delivery.transport.HttpPost;
import dev.memphis.delivery.transport.HttpReply;
import dev.memphis.delivery.transport.Transport;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A transport without a network that gives every request the same answer, at once. */
public record OneAnswer(HttpReply reply) implements Transport {
    @Override
    public long send(HttpPost request, Spread spread, Duration timeout, Consumer<HttpReply> done) {
        done.accept(reply);
        return 0;
    }

    @Override
    public long sendBehind(long connection, HttpPost request, Duration timeout, Consumer<HttpReply> done) {
        done.accept(reply);
        return 0;
    }

    @Override
    public void post(HttpPost request, Duration timeout, Consumer<HttpReply> done) {
        done.accept(reply);
    }

    @Override
    public void onEnd(Runnable listener) {}

    @Override
    public List<Long> busy() {
        return List.of();
    }

    @Override
    public boolean turn() {
        return false;
    }

    @Override
    public String url() {
        return "http://localhost";
    }

    @Override
    public void close() {}
}
