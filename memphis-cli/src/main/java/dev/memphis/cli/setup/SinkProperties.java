package dev.memphis.cli.setup;

import dev.memphis.delivery.options.MemphisConfig;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The properties to put into application.properties. */
final class SinkProperties {
    private SinkProperties() {}

    /** @param generated the password that was made; one that the user gave is not shown */
    static Map<String, String> of(MemphisConfig config, Optional<String> generated) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("debezium.sink.type", "memphis");
        properties.put(
                "debezium.sink.memphis.url",
                config.gateway().urls().stream().map(URI::toString).collect(Collectors.joining(",")));
        properties.put("debezium.sink.memphis.username", config.credentials().username());
        properties.put("debezium.sink.memphis.password", generated.orElse("<the password you gave>"));
        config.events().station().ifPresent(station -> properties.put("debezium.sink.memphis.station", station));
        properties.put("debezium.source.topic.prefix", config.events().topicPrefix());
        return properties;
    }
}
