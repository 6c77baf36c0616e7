package dev.memphis.cli.source;

import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.Passage;
import io.debezium.server.memphis.ListedTopics;
import io.debezium.server.memphis.ListedTopics.Listed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The topics of what Debezium tells beside rows, as far as the configuration asks for it and the sink sends it (Debezium,
 * AbstractTopicNamingStrategy). Stateless.
 */
final class OtherTopics {
    private static final String SCHEMA_CHANGES = "include.schema.changes";
    private static final String TRANSACTIONS = "provide.transaction.metadata";
    private static final String CHANNELS = "notification.enabled.channels";
    private static final String HEARTBEATS = "heartbeat.interval.ms";
    private static final String MESSAGES = "message.prefix.include.list";

    private OtherTopics() {}

    /** @param tablesAreKnown whether there is a table whose statements would be told */
    static List<Listed> of(SourceSettings settings, MemphisConfig config, boolean tablesAreKnown) {
        List<Listed> topics = new ArrayList<>();
        String prefix = settings.topicPrefix();
        boolean statements = settings.connector().keepsHistory()
                && !settings.text(SCHEMA_CHANGES).equals(Optional.of("false"));
        if (statements && tablesAreKnown) {
            topics.add(listed(SCHEMA_CHANGES, "statements that change tables", prefix));
        }
        if (settings.text(TRANSACTIONS).equals(Optional.of("true"))) {
            String name = settings.text("topic.transaction").orElse("transaction");
            topics.add(listed(TRANSACTIONS, "transactions", ListedTopics.topic(prefix, name)));
        }
        if (settings.connector() == Connector.POSTGRESQL
                && settings.text(MESSAGES).isPresent()) {
            topics.add(listed(MESSAGES, "logical messages", ListedTopics.topic(prefix, "message")));
        }
        if (hasSinkChannel(settings)) {
            settings.text("notification.sink.topic.name")
                    .ifPresent(topic -> topics.add(listed(CHANNELS, "notifications", topic)));
        }
        if (settings.heartbeat() && config.events().heartbeats() == Passage.SEND) {
            topics.add(listed(HEARTBEATS, "heartbeats", heartbeats(settings)));
        }
        return topics;
    }

    private static boolean hasSinkChannel(SourceSettings settings) {
        return settings.text(CHANNELS).stream()
                .flatMap(channels -> Arrays.stream(channels.split(",", -1)))
                .anyMatch(channel -> channel.strip().equals("sink"));
    }

    private static String heartbeats(SourceSettings settings) {
        return settings.text("topic.heartbeat.name")
                .orElseGet(() -> ListedTopics.topic(
                        settings.text("topic.heartbeat.prefix").orElse("__debezium-heartbeat"),
                        settings.topicPrefix()));
    }

    private static Listed listed(String property, String what, String topic) {
        return new Listed(SourceSettings.name(property), what, topic);
    }
}
