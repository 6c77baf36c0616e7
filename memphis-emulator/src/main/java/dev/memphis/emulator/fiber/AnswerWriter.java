package dev.memphis.emulator.fiber;

import dev.memphis.emulator.access.AllowedHosts;
import dev.memphis.emulator.faults.AnswerFault;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Puts answers on the wire, whole or as a fault has it. Confined to the emulator's loop. */
public final class AnswerWriter {
    private static final int PIECES = 10;
    private static final long LINGER_MILLIS = 1000;

    private final Vertx vertx;
    private final Clock clock;
    private final AllowedHosts hosts;
    private long dateSecond = Long.MIN_VALUE;
    private String date = "";

    /** @param hosts whose pages may ask from a browser */
    public AnswerWriter(Vertx vertx, Clock clock, AllowedHosts hosts) {
        this.vertx = vertx;
        this.clock = clock;
        this.hosts = hosts;
    }

    /**
     * Writes an answer; returns the status that went out, 0 for none.
     *
     * @param last whether the connection ends with it, and says so
     */
    public int write(HttpServerRequest request, Answer answer, Optional<AnswerFault> fault, boolean last) {
        if (last) {
            request.response().putHeader("Connection", "close");
            request.response().endHandler(done -> hangUp(request.connection()));
        }
        return switch (fault.orElse(null)) {
            case null -> whole(request, answer);
            case AnswerFault.Reset reset -> reset(request.connection());
            case AnswerFault.Truncated truncated -> half(request, answer);
            case AnswerFault.Replaced replaced -> whole(request, replacement(replaced.status()));
            case AnswerFault.Slow slow ->
                piecemeal(request, answer, Math.max(1, slow.over().toMillis() / PIECES));
        };
    }

    private static Answer replacement(int status) {
        return status == 500
                ? Answer.SERVER_ERROR
                : Answer.text(status, HttpResponseStatus.valueOf(status).reasonPhrase());
    }

    private int whole(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = begin(request, answer);
        if (answer.close()) {
            response.putHeader("Connection", "close");
            response.end(answer.body()).onComplete(done -> request.connection().close());
        } else {
            end(request, response, answer);
        }
        return answer.status();
    }

    private static void end(HttpServerRequest request, HttpServerResponse response, Answer answer) {
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", String.valueOf(answer.body().length()));
            response.end();
        } else {
            response.end(answer.body());
        }
    }

    private HttpServerResponse begin(HttpServerRequest request, Answer answer) {
        HttpServerResponse response =
                request.response().setStatusCode(answer.status()).putHeader("Date", date());
        answer.contentType().ifPresent(type -> response.putHeader("Content-Type", type));
        if (!answer.close()) {
            response.putHeader("Vary", "Origin");
            foreignPage(request).ifPresent(origin -> response.putHeader("Access-Control-Allow-Origin", origin));
        }
        answer.allow().ifPresent(methods -> response.putHeader("Allow", methods));
        if (answer == Answer.PREFLIGHT) {
            preflight(request, response);
        }
        return response;
    }

    /** The real one answers any page from anywhere; this one only pages of known hosts, for its passwords are often known. */
    private Optional<String> foreignPage(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("Origin")).filter(hosts::allowsOrigin);
    }

    private static void preflight(HttpServerRequest request, HttpServerResponse response) {
        response.putHeader("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
                .putHeader("Access-Control-Allow-Methods", "GET,POST,HEAD,PUT,DELETE,PATCH");
        String wanted = request.getHeader("Access-Control-Request-Headers");
        if (wanted != null && !wanted.isEmpty()) {
            response.putHeader("Access-Control-Allow-Headers", wanted);
        }
    }

    /** Written once a second. */
    private String date() {
        Instant now = clock.instant();
        if (now.getEpochSecond() != dateSecond) {
            dateSecond = now.getEpochSecond();
            date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
        }
        return date;
    }

    private int half(HttpServerRequest request, Answer answer) {
        begin(request, answer)
                .putHeader("Content-Length", String.valueOf(answer.body().length()))
                .write(answer.body().slice(0, answer.body().length() / 2))
                .onComplete(done -> request.connection().close());
        return answer.status();
    }

    private int piecemeal(HttpServerRequest request, Answer answer, long pauseMillis) {
        begin(request, answer)
                .putHeader("Content-Length", String.valueOf(answer.body().length()));
        piece(request.response(), answer, 0, pauseMillis);
        return answer.status();
    }

    private void piece(HttpServerResponse response, Answer answer, int piece, long pauseMillis) {
        if (response.closed()) {
            return;
        }
        int length = answer.body().length();
        response.write(answer.body().slice(length * piece / PIECES, length * (piece + 1) / PIECES));
        if (piece + 1 == PIECES) {
            response.end();
        } else {
            vertx.setTimer(pauseMillis, id -> piece(response, answer, piece + 1, pauseMillis));
        }
    }

    /**
     * Ends a connection as a proxy does: no more is said, and what the client may still be sending is left a moment, for
     * a close with something unread would reset the connection and might take the last answer with it.
     */
    private void hangUp(HttpConnection connection) {
        if (((ConnectionBase) connection).channel() instanceof SocketChannel socket) {
            socket.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> socket.shutdownOutput());
        }
        vertx.setTimer(LINGER_MILLIS, id -> connection.close());
    }

    /** Ends a connection with a RST, not a FIN: what a client sees of a machine that died. */
    private static int reset(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
        return 0;
    }
}
