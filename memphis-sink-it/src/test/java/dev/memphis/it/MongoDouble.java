package dev.memphis.it;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import org.bson.Document;

/**
 * A double of MongoDB, and no MongoDB: mongo-java-server, which speaks its protocol and keeps documents in memory, with
 * what Debezium asks for beyond that ({@link ChangeStreamBackend}). It has no replica set, no pre-images, and change
 * streams of one collection at a time.
 */
final class MongoDouble implements AutoCloseable {
    private final MongoServer server;
    private final MongoClient client;

    /** Starts one on loopback. */
    MongoDouble() {
        server = new MongoServer(new ChangeStreamBackend());
        server.enableOplog();
        server.bind("127.0.0.1", 0);
        client = MongoClients.create(connectionString());
    }

    /** Returns where clients find it. */
    String connectionString() {
        return "mongodb://127.0.0.1:" + server.getLocalAddress().getPort() + "/";
    }

    MongoCollection<Document> collection(String database, String name) {
        return client.getDatabase(database).getCollection(name);
    }

    @Override
    public void close() {
        client.close();
        server.shutdownNow();
    }
}
