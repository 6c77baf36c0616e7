package dev.memphis.emulator.console;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.gateway.FaultSwitches;
import dev.memphis.emulator.http.Reply;
import dev.memphis.emulator.process.Races;
import dev.memphis.emulator.record.Ring;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * /emulator/live: what the live page shows, pushed as server-sent events. {@code state} comes when something changed, and
 * {@code messages} and {@code dead} with what has arrived or was refused in the station that the page looks at. Confined to the emulator's loop.
 */
public final class LiveStream {
    private static final long PERIOD_MILLIS = 250;
    /** A page that does not keep up gets no more until it does. */
    private static final int QUEUED_BYTES = 4 << 20;

    private final Vertx vertx;
    private final Broker broker;
    private final LiveDocuments documents;

    /**
     * @param vertx whose timers decide when something is sent
     * @param races that were noticed at the gateway
     */
    public LiveStream(Vertx vertx, Broker broker, FaultSwitches faults, Ring ring, Races races) {
        this.vertx = vertx;
        this.broker = broker;
        this.documents = new LiveDocuments(broker, faults, ring, races);
    }

    /** Adds its route to the management port. */
    public void mount(Router router) {
        router.get("/emulator/live").handler(this::open);
        router.get("/emulator/stations/:station/messages/:number").handler(this::message);
    }

    private void open(RoutingContext context) {
        HttpServerResponse response = context.response()
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        response.setWriteQueueMaxSize(QUEUED_BYTES);
        Viewer viewer = new Viewer(context.request().getParam("station", ""), response);
        viewer.look();
        long timer = vertx.setPeriodic(PERIOD_MILLIS, id -> viewer.look());
        response.closeHandler(closed -> vertx.cancelTimer(timer));
        response.exceptionHandler(broken -> vertx.cancelTimer(timer));
    }

    /** One message, whole, as it was stored. */
    private void message(RoutingContext context) {
        String number = context.pathParam("number");
        if (!number.matches("\\d{1,18}")) {
            Reply.message(context.response(), 400, "message " + number + ": a number is needed");
            return;
        }
        broker.station(context.pathParam("station"))
                .flatMap(station -> station.message(Long.parseLong(number)))
                .ifPresentOrElse(
                        message -> context.response()
                                .putHeader("Content-Type", "application/octet-stream")
                                .putHeader("Content-Disposition", "attachment; filename=\"message-" + number + "\"")
                                .putHeader("X-Content-Type-Options", "nosniff")
                                .end(Buffer.buffer(message.data())),
                        () -> Reply.message(context.response(), 404, "message " + number + " is not there"));
    }

    /** A page that is open, and what it has seen. */
    private final class Viewer {
        private final String station;
        private final HttpServerResponse response;
        private String state = "";
        private Optional<Long> seen = Optional.empty();
        private long refused;
        private int quiet;

        Viewer(String station, HttpServerResponse response) {
            this.station = station;
            this.response = response;
        }

        void look() {
            if (response.closed() || response.writeQueueFull()) {
                return;
            }
            String now = Reply.write(documents.state());
            if (!now.equals(state)) {
                state = now;
                send("state", now);
            }
            broker.station(station).ifPresent(watched -> {
                LiveDocuments.Arrivals arrivals = documents.arrivals(watched, seen);
                seen = Optional.of(arrivals.last());
                if (arrivals.any()) {
                    send("messages", Reply.write(arrivals.document()));
                }
                if (watched.deadLetters().count() != refused) {
                    refused = watched.deadLetters().count();
                    send("dead", Reply.write(documents.deadLetters(watched)));
                }
            });
            keepAlive();
        }

        private void send(String event, String data) {
            response.write("event: " + event + "\ndata: " + data + "\n\n");
            quiet = 0;
        }

        /** So that a connection that is dead is noticed. */
        private void keepAlive() {
            if (++quiet * PERIOD_MILLIS > 10_000) {
                response.write(":\n\n");
                quiet = 0;
            }
        }
    }
}
