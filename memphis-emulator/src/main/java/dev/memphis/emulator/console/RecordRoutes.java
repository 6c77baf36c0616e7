package dev.memphis.emulator.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.emulator.faults.AnswerFault;
import dev.memphis.emulator.gateway.Races;
import dev.memphis.emulator.http.Reply;
import dev.memphis.emulator.record.Exchange;
import dev.memphis.emulator.record.Ring;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** /emulator/record: what the gateway was asked and answered. Confined to the emulator's loop. */
public record RecordRoutes(Ring ring, Races races) {
    private static final int MOST = 1000;

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

    private ObjectNode document(long since) {
        ObjectNode document = Reply.JSON.createObjectNode();
        document.put("last", ring.last()).put("oldest", ring.oldest()).put("capacity", ring.capacity());
        ArrayNode exchanges = document.putArray("exchanges");
        ring.since(since, MOST).forEach(exchange -> write(exchange, exchanges.addObject()));
        return document.set("races", Reply.JSON.valueToTree(races.all()));
    }

    private static void write(Exchange exchange, ObjectNode into) {
        into.put("number", exchange.number())
                .put("connection", exchange.connection())
                .put("method", exchange.method())
                .put("path", exchange.path());
        ObjectNode headers = into.putObject("headers");
        exchange.headers().forEach(headers::put);
        into.put("body_bytes", exchange.bodyBytes())
                .put("accepted", exchange.accepted())
                .put("began", exchange.began().toString())
                .put("ended", exchange.ended().map(Object::toString).orElse(null))
                .put("status", exchange.status())
                .put(
                        "fault",
                        exchange.fault()
                                .map(AnswerFault.Kind::name)
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .orElse(null));
    }
}
