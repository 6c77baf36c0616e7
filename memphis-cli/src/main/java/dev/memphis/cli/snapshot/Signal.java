package dev.memphis.cli.snapshot;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;

/**
 * A signal to Debezium (its documentation, "Sending signals to a Debezium connector"). Immutable.
 *
 * @param data a JSON object
 */
record Signal(String id, String type, String data) {
    /** The type of one that ends a snapshot. */
    static final String STOP = "stop-snapshot";

    private static final JsonMapper JSON = new JsonMapper();

    /** Asks for an incremental snapshot of tables. */
    static Signal execute(List<String> tables) {
        return of("execute-snapshot", tables);
    }

    /** Ends the snapshot of tables; of all where none is named. */
    static Signal stop(List<String> tables) {
        return of(STOP, tables);
    }

    private static Signal of(String type, List<String> tables) {
        ObjectNode data = JSON.createObjectNode().put("type", "INCREMENTAL");
        if (!tables.isEmpty()) {
            tables.forEach(data.putArray("data-collections")::add);
        }
        return new Signal("memphis-" + UUID.randomUUID(), type, data.toString());
    }

    /** Returns what Debezium Server's HTTP API takes. */
    String body() {
        ObjectNode body =
                JSON.createObjectNode().put("id", id).put("type", type).put("data", data);
        body.putObject("additionalData");
        return body.toString();
    }
}
