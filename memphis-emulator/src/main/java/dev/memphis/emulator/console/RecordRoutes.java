package dev.memphis.emulator.console;

import dev.memphis.emulator.http.Reply;
import dev.memphis.emulator.process.Races;
import dev.memphis.emulator.record.Exchange;
import dev.memphis.emulator.record.Ring;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** /emulator/record: what the gateway was asked and answered. Confined to the emulator's loop. */
public record RecordRoutes(Ring ring, Races races) {
    private static final int MOST = 1000;

    /** Adds its routes to the management port. */
    public void mount(Router router) {
        router.get("/emulator/record").handler(this::answer);
        router.delete("/emulator/record").handler(context -> {
            ring.forget();
            answer(context);
        });
    }

    private void answer(RoutingContext context) {
        String since = context.request().getParam("since", "0");
        if (!since.matches("\\d{1,18}")) {
            Reply.message(
                    context.response(), 400, "since=" + since + ": the number of an exchange is needed, 0 for all");
            return;
        }
        Reply.json(context.response(), document(Long.parseLong(since)));
    }

    /** What is answered; exchanges have the names of their components. */
    private record Document(long last, long oldest, int capacity, List<Exchange> exchanges, List<Races.Race> races) {}

    private Document document(long since) {
        return new Document(ring.last(), ring.oldest(), ring.capacity(), ring.since(since, MOST), races.all());
    }
}
