package dev.memphis.delivery.transport;

import java.io.IOException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Over real sockets. */
class VertxTransportContractTest extends TransportContract {
    private final VertxLoop loop = new VertxLoop();
    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
    private final Set<Socket> mute = ConcurrentHashMap.newKeySet();
    private ScriptedServer server;
    private VertxTransport transport;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer(this::answer);
        transport = new VertxTransport(
                loop, new SampleConfig(server.url("http")).config().gateway());
    }

    @AfterEach
    void stop() throws IOException {
        loop.close();
        server.close();
    }

    private void answer(ScriptedServer.Request request, ScriptedServer.Line line) {
        lines.add(line.socket());
        if (mute.contains(line.socket())) {
            line.close();
        } else {
            line.answer(200, "", GatewayScript.SUCCESS);
        }
    }

    @Override
    protected Transport transport() {
        return transport;
    }

    @Override
    protected void onLoop(Runnable task) {
        loop.execute(task);
    }

    @Override
    protected void await(BooleanSupplier condition) {
        Awaitility.await("the loop").atMost(PATIENCE).until(condition::getAsBoolean);
    }

    /** Each when its next request comes. */
    @Override
    protected void endConnections() {
        mute.addAll(lines);
    }
}
