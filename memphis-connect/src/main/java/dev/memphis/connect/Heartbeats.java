package dev.memphis.connect;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Debezium's heartbeats, told by the schema of value or key; where a converter leaves none, by what is in them, which is a time
 * in the value and the connector's name in the key; where that cannot be read, by the name that the topic has by default.
 * Stateless.
 */
final class Heartbeats {
    private static final String DEFAULT_TOPICS = "__debezium-heartbeat";
    private static final String VALUE = "io.debezium.connector.common.Heartbeat";
    private static final String KEY = "io.debezium.connector.common.ServerNameKey";
    private static final Pattern TIME = Pattern.compile("\\{\\s*\"ts_ms\"\\s*:\\s*\\d+\\s*}");
    private static final Pattern SERVER = Pattern.compile("\\{\\s*\"serverName\"\\s*:\\s*\"[^\"]*\"\\s*}");
    /** No heartbeat in JSON has more bytes, not even with its schema. */
    private static final int LONGEST = 1000;
    /** And a time alone has no more than this, so that few records have to be looked through for one. */
    private static final int LONGEST_TIME = 100;

    private Heartbeats() {}

    static boolean is(SinkRecord record) {
        return hasSchema(record.value(), VALUE)
                || hasSchema(record.key(), KEY)
                || (says(record.value(), "ts_ms", TIME, LONGEST_TIME)
                        && says(record.key(), "serverName", SERVER, LONGEST))
                || (!(record.value() instanceof Struct) && record.topic().startsWith(DEFAULT_TOPICS));
    }

    /** Connect's own, or the one that a JsonConverter wrote into the text. */
    private static boolean hasSchema(Object part, String name) {
        return part instanceof Struct struct
                ? name.equals(struct.schema().name())
                : isNoLongerThan(part, LONGEST)
                        && JsonTexts.startsWith(part, "{\"schema\":")
                        && JsonTexts.whole(part).contains(name);
    }

    private static boolean says(Object part, String field, Pattern text, int longest) {
        return part instanceof Map<?, ?> map
                ? map.keySet().equals(Set.of(field))
                : isNoLongerThan(part, longest)
                        && text.matcher(JsonTexts.whole(part)).matches();
    }

    private static boolean isNoLongerThan(Object part, int most) {
        return JsonTexts.isText(part) && JsonTexts.length(part) <= most;
    }
}
