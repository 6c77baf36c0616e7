package dev.memphis.emulator.gateway;

import dev.memphis.emulator.faults.AnswerFault;
import io.vertx.core.http.HttpConnection;
import java.util.Optional;

/**
 * A client's connection and the one request that is under way on it: the gateway handles the requests of a connection
 * strictly in order (contract, "Produce"). Confined to the emulator's loop.
 */
final class Client {
    private final HttpConnection connection;
    private Optional<AnswerFault> fault = Optional.empty();

    Client(HttpConnection connection) {
        this.connection = connection;
    }

    /** A request has come, and this will happen to its answer. */
    void begin(Optional<AnswerFault> itsFault) {
        fault = itsFault;
    }

    Optional<AnswerFault> fault() {
        return fault;
    }

    /** Says whether the request under way is answered without being looked at. */
    boolean isRefusedUnseen() {
        return fault.filter(AnswerFault.Replaced.class::isInstance)
                .map(AnswerFault.Replaced.class::cast)
                .filter(replaced -> !replaced.processed())
                .isPresent();
    }

    void drop() {
        connection.close();
    }
}
