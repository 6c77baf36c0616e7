package dev.memphis.quickstart;

import dev.memphis.testbed.stock.ServerOptions;
import dev.memphis.testbed.stock.StockServer;
import java.util.Map;
import java.util.TreeMap;

/** A Debezium Server with the Memphis sink. */
final class ServerEngine implements Engine {
    private final Server kind;

    @SuppressWarnings("NullAway.Init") // set by start()
    private StockServer server;

    ServerEngine(Server kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return "Debezium Server";
    }

    @Override
    public void start(Route route) {
        server = kind.layOut(route.folder().resolve("debezium-server"));
        server.start(properties(route));
        System.out.println("  Debezium Server    " + server.folder() + " (log: server.log)");
    }

    private static Map<String, String> properties(Route route) {
        Map<String, String> properties = new TreeMap<>(ServerOptions.sink(route.sink()));
        properties.putAll(ServerOptions.source(route.source()));
        properties.putAll(ServerOptions.offsets());
        properties.putAll(ServerOptions.health(route.ports().server().orElse(0)));
        return properties;
    }

    @Override
    public boolean isAlive() {
        return server.isAlive();
    }

    @Override
    public String logged() {
        return server.logged();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
