package dev.memphis.emulator.gateway;

import dev.memphis.emulator.faults.AnswerFault;
import dev.memphis.emulator.record.OpenExchange;
import dev.memphis.emulator.record.Ring;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * A client's connection and the one request that is under way on it: the gateway handles the requests of a connection
 * strictly in order (contract, "Routes"). Confined to the emulator's loop.
 */
final class Client {
    private final long number;
    private final HttpConnection connection;
    private Optional<AnswerFault> fault = Optional.empty();
    private Optional<OpenExchange> entry = Optional.empty();
    private int answers;

    /** @param number of the connection, for the record */
    Client(long number, HttpConnection connection) {
        this.number = number;
        this.connection = connection;
    }

    /** A request has come, and this will happen to its answer. */
    void begin(HttpServerRequest request, Optional<AnswerFault> itsFault, Ring ring) {
        fault = itsFault;
        entry = Optional.of(ring.begin(number, request, itsFault));
    }

    /** What is noted of the request under way. */
    OpenExchange entry() {
        return entry.orElseThrow();
    }

    Optional<AnswerFault> fault() {
        return fault;
    }

    /** Counts an answer; returns how many there were on this connection. */
    int answered() {
        return ++answers;
    }

    /** Says whether the request under way is answered without being looked at. */
    boolean isRefusedUnseen() {
        return fault.orElse(null) instanceof AnswerFault.Replaced replaced && !replaced.processed();
    }

    /** The connection is gone; what was under way on it is not answered. */
    void gone(Instant when) {
        entry.ifPresent(request -> request.ended(0, when));
    }

    void drop(Instant when) {
        gone(when);
        connection.close();
    }
}
