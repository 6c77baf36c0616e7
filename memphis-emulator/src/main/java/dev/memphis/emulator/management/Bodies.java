package dev.memphis.emulator.management;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Request bodies of the management API. Stateless. */
final class Bodies {
    private Bodies() {}

    /** Reads the body; answers and returns nothing if it is not a JSON object. */
    static Optional<JsonObject> read(RoutingContext context) {
        try {
            JsonObject body = context.body().asJsonObject();
            if (body != null) {
                return Optional.of(body);
            }
        } catch (DecodeException | ClassCastException e) {
            // Answered below.
        }
        Reply.message(context.response(), 400, "Body params have to be in JSON format");
        return Optional.empty();
    }
}
