package dev.memphis.emulator.gateway;

import dev.memphis.emulator.fiber.Answer;
import dev.memphis.emulator.fiber.RequestHeaders;
import dev.memphis.emulator.fiber.Target;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** A request that is whole, on its way to its answer. Confined to the emulator's loop. */
final class Call {
    private final HttpServerRequest request;
    private final Target target;
    private final RequestHeaders headers;
    private final Buffer body;
    private final Client client;
    private final Consumer<Answer> answer;

    /** @param answer takes the answer; what the gateway has forgotten by then, it throws away */
    Call(HttpServerRequest request, Buffer body, Client client, Consumer<Answer> answer) {
        this.request = request;
        this.target = Target.of(request.uri(), request.getHeader("Host"));
        this.headers = new RequestHeaders(request);
        this.body = body;
        this.client = client;
        this.answer = answer;
    }

    String method() {
        return request.method().name();
    }

    Target target() {
        return target;
    }

    RequestHeaders headers() {
        return headers;
    }

    /** The body as it came, compressed or not. */
    Buffer body() {
        return body;
    }

    /** The request as a person would name it. */
    String name() {
        return client.entry().name();
    }

    /** Notes how many messages were taken from it. */
    void accepted(long messages) {
        client.entry().accepted(messages);
    }

    void answer(Answer whole) {
        answer.accept(whole);
    }
}
