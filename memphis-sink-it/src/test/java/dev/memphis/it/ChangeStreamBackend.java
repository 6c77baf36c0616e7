package dev.memphis.it;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What Debezium's connector needs of a MongoDB and mongo-java-server 1.47 does not have: the command {@code hello}, the
 * time of operations, and in the events of a change stream their collection, an update's key and what it sets. Stages
 * behind {@code $changeStream}, by which the connector chooses collections, are left out: each stream has one anyway.
 * Safe for use by several threads.
 */
final class ChangeStreamBackend extends MemoryBackend {
    /** Cursors of change streams, with the collection that they are of. */
    private final Map<Long, String> streams = new ConcurrentHashMap<>();

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        return switch (command) {
            case "hello" -> timed(super.handleCommand(channel, database, "ismaster", query));
            case "ping" -> timed(super.handleCommand(channel, database, command, query));
            case "aggregate" ->
                isChangeStream(query)
                        ? opened(database, query, super.handleCommand(channel, database, command, alone(query)))
                        : super.handleCommand(channel, database, command, query);
            case "getMore" -> more(query, super.handleCommand(channel, database, command, query));
            default -> super.handleCommand(channel, database, command, query);
        };
    }

    /** The time of an operation is right behind the last change, so that a stream from then on has the next one first. */
    private Document timed(Document answer) {
        MongoCollection<?> log = resolveDatabase("local").resolveCollection(OPLOG_COLLECTION_NAME, false);
        BsonTimestamp none = new BsonTimestamp(Instant.now().getEpochSecond() << Integer.SIZE);
        BsonTimestamp last = log.queryAllAsStream()
                .map(entry -> (BsonTimestamp) entry.get("ts"))
                .max(Comparator.naturalOrder())
                .orElse(none);
        return answer.append("operationTime", new BsonTimestamp(last.getValue() + 1));
    }

    private static boolean isChangeStream(Document query) {
        return query.get("pipeline") instanceof List<?> stages
                && !stages.isEmpty()
                && ((Document) stages.getFirst()).containsKey("$changeStream");
    }

    private static Document alone(Document query) {
        Document alone = query.clone();
        alone.put("pipeline", List.of(((List<?>) query.get("pipeline")).getFirst()));
        return alone;
    }

    private Document opened(String database, Document query, Document answer) {
        Document cursor = (Document) answer.get("cursor");
        String collection = database + "." + query.get("aggregate");
        streams.put(((Number) cursor.get("id")).longValue(), collection);
        complete(cursor, "firstBatch", collection);
        return timed(answer);
    }

    private Document more(Document query, Document answer) {
        String collection = streams.get(((Number) query.get("getMore")).longValue());
        if (collection == null) {
            return answer;
        }
        complete((Document) answer.get("cursor"), "nextBatch", collection);
        return timed(answer);
    }

    private static void complete(Document cursor, String batch, String collection) {
        String[] names = collection.split("\\.", 2);
        for (Object element : (List<?>) cursor.get(batch)) {
            Document event = (Document) element;
            event.put("ns", new Document("db", names[0]).append("coll", names[1]));
            if ("update".equals(event.get("operationType"))) {
                // The update's statement stands where its key should.
                Document statement = (Document) event.get("documentKey");
                Object set = statement.getOrDefault("$set", new Document());
                event.put("updateDescription", new Document("updatedFields", set).append("removedFields", List.of()));
                event.put("documentKey", new Document("_id", ((Document) event.get("fullDocument")).get("_id")));
            }
            cursor.put("postBatchResumeToken", event.get("_id"));
        }
    }
}
