package dev.memphis.emulator.gateway;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Users;
import dev.memphis.emulator.fiber.Answer;
import dev.memphis.emulator.process.GatewayLife;
import dev.memphis.emulator.process.GatewayProcess;
import dev.memphis.emulator.process.Link;
import dev.memphis.emulator.process.Tokens;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds a request's broker connection, or makes one: a token may be older than the gateway's process, and the cleaner may
 * have dropped the connection. Requests that find none each make one of their own. Confined to the emulator's loop.
 */
record Connections(Vertx vertx, Broker broker, Users users, GatewayLife life) {
    /** How long it takes to connect, in which others may find no connection either. */
    private static final long SLOW_MILLIS = 2;

    /** Goes on with a request's connection; answers the request itself where that cannot be had. */
    void link(Call call, Tokens.Session session, Consumer<Link> then) {
        Optional<Link> there = life.process().link(session);
        if (there.isPresent()) {
            there.filter(link -> !link.isLost()).ifPresentOrElse(then, () -> call.answer(Answer.SERVER_ERROR));
        } else if (!broker.isUp()) {
            call.answer(Answer.SERVER_ERROR);
        } else if (!users.mayConnect(session.username(), session.password())) {
            call.answer(Answer.UNAUTHORIZED);
        } else {
            connect(call, session, then);
        }
    }

    private void connect(Call call, Tokens.Session session, Consumer<Link> then) {
        GatewayProcess serving = life.process();
        vertx.setTimer(SLOW_MILLIS, id -> {
            if (serving != life.process()) {
                return;
            }
            if (broker.isUp()) {
                then.accept(serving.connectForRequest(session));
            } else {
                call.answer(Answer.SERVER_ERROR);
            }
        });
    }
}
