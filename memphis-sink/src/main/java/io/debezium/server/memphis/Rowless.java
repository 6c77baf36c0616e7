package io.debezium.server.memphis;

import io.debezium.engine.ChangeEvent;
import org.apache.kafka.connect.data.Struct;

/**
 * Events whose value tells no row, so that their key alone does: those without a value, and changes without an image of the row,
 * as MongoDB's deletions are where the collection keeps no pre-images. Stateless.
 */
final class Rowless {
    /** Before what ExtractNewDocumentState adds to a document. */
    private static final String ADDED = "__";

    private Rowless() {}

    static boolean is(ChangeEvent<Object, Object> event) {
        return SourceRecords.hasNoValue(event)
                || SourceRecords.value(event).filter(Rowless::tellsNoRow).isPresent();
    }

    private static boolean tellsNoRow(Struct value) {
        return Images.isEnvelope(value)
                ? Images.before(value) == null && Images.after(value) == null
                : Deletions.isRewritten(value) && hasOnlyAdded(value);
    }

    private static boolean hasOnlyAdded(Struct value) {
        return value.schema().fields().stream()
                .allMatch(field -> field.name().startsWith(ADDED) || value.get(field) == null);
    }
}
