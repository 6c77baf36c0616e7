package dev.memphis.delivery.transport;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A gateway that is far away: it takes any number of requests at once, and each answer comes late. */
public final class SlowGateway implements AutoCloseable {
    private static final int MILLIS = 200;

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final ScriptedServer server;

    public SlowGateway() throws IOException {
        GatewayScript script = new GatewayScript();
        server = new ScriptedServer(
                ScriptedServer.anyPort(),
                (request, line) -> later.schedule(() -> script.accept(request, line), MILLIS, TimeUnit.MILLISECONDS),
                false);
    }

    public URI url() {
        return server.url("http");
    }

    @Override
    public void close() throws IOException {
        server.close();
        later.shutdownNow();
    }
}
