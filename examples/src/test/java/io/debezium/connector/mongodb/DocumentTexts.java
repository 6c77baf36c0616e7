package io.debezium.connector.mongodb;

import org.bson.BsonDocument;

/** The connector's own writing of documents, which is not public. */
public final class DocumentTexts {
    private DocumentTexts() {}

    public static String of(BsonDocument document) {
        return new JsonSerialization().getDocumentValue(document);
    }
}
