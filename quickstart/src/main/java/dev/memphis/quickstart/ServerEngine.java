package dev.memphis.quickstart;

import dev.memphis.testbed.stock.StockServer;
import java.util.Map;
import java.util.TreeMap;

/** A Debezium Server with the Memphis sink. */
final class ServerEngine implements Engine {
    private final Server kind;
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
        Map<String, String> properties = new TreeMap<>();
        properties.put("debezium.sink.type", "memphis");
        route.sink().forEach((name, value) -> properties.put("debezium.sink.memphis." + name, value));
        properties.put("debezium.source.connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        properties.put("debezium.source.plugin.name", "pgoutput");
        properties.put("debezium.source.database.hostname", "127.0.0.1");
        properties.put(
                "debezium.source.database.port", String.valueOf(route.postgres().port()));
        properties.put("debezium.source.database.user", route.user().username());
        properties.put("debezium.source.database.password", route.user().password());
        properties.put("debezium.source.database.dbname", Pipeline.DATABASE);
        properties.put("debezium.source.publication.autocreate.mode", "disabled");
        properties.put("debezium.source.topic.prefix", "tutorial");
        properties.put("debezium.source.table.include.list", "public.todo_items");
        properties.put(
                "debezium.source.offset.storage", "io.debezium.server.memphis.offsets.DurableFileOffsetBackingStore");
        properties.put("debezium.source.offset.storage.file.filename", "data/offsets.dat");
        properties.put("debezium.source.offset.flush.interval.ms", "100");
        properties.put("quarkus.http.host", "127.0.0.1");
        properties.put(
                "quarkus.http.port", String.valueOf(route.ports().server().orElse(0)));
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
