package dev.memphis.emulator.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.memphis.emulator.gateway.FaultSwitches;
import dev.memphis.emulator.http.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/**
 * /emulator/faults: how the faults stand, and their switches. Confined to the emulator's loop.
 *
 * @param restartAfter how long what is told to die stays away, where it is not told for how long
 */
public record FaultRoutes(FaultSwitches faults, Duration restartAfter) {
    /** Adds its routes to the management port. */
    public void mount(Router router) {
        router.get("/emulator/faults").handler(this::answer);
        router.put("/emulator/faults")
                .handler(context -> change(
                        context, () -> FaultDocument.read(body(context)).forEach(change -> change.accept(faults))));
        router.delete("/emulator/faults").handler(context -> change(context, faults::mend));
        router.post("/emulator/faults/crash-gateway")
                .handler(context -> change(context, () -> faults.crashGateway(downFor(context))));
        router.post("/emulator/faults/restart-broker")
                .handler(context -> change(context, () -> faults.restartBroker(downFor(context))));
        router.get("/emulator/faults/cleaner").handler(this::cleaner);
        router.post("/emulator/faults/invalidate-tokens").handler(context -> change(context, faults::invalidateTokens));
        router.post("/emulator/faults/invalidate-refresh-tokens")
                .handler(context -> change(context, faults::invalidateRefreshTokens));
    }

    private void answer(RoutingContext context) {
        Reply.json(context.response(), FaultDocument.write(faults.state()));
    }

    private void cleaner(RoutingContext context) {
        Reply.json(context.response(), new NextCleaning(faults.untilCleaner().map(Duration::toMillis)));
    }

    private record NextCleaning(Optional<Long> nextMs) {}

    private void change(RoutingContext context, Runnable change) {
        try {
            change.run();
        } catch (IllegalArgumentException e) {
            Reply.message(context.response(), 400, String.valueOf(e.getMessage()));
            return;
        }
        answer(context);
    }

    private Duration downFor(RoutingContext context) {
        JsonNode body = body(context);
        return body.isMissingNode()
                ? restartAfter
                : new Fields("", body, "down_for_ms").time("down_for_ms").orElse(restartAfter);
    }

    private static JsonNode body(RoutingContext context) {
        Buffer body = context.body().buffer();
        if (body == null || body.length() == 0) {
            return MissingNode.getInstance();
        }
        try {
            return Reply.JSON.readTree(body.getBytes());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
