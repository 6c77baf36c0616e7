package dev.memphis.cli.setup;

import dev.memphis.cli.Screen;
import io.debezium.server.memphis.config.MemphisConfig;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;

/** The properties to put into application.properties. */
final class Paste {
    private final MemphisConfig config;
    private final Optional<String> generated;

    /** @param generated the password that was made; one that the user gave is not shown */
    Paste(MemphisConfig config, Optional<String> generated) {
        this.config = config;
        this.generated = generated;
    }

    void print(Screen screen) {
        String urls = config.gateway().urls().stream().map(URI::toString).collect(Collectors.joining(","));
        screen.line("# for application.properties");
        screen.line("debezium.sink.type=memphis");
        screen.line("debezium.sink.memphis.url=" + urls);
        screen.line("debezium.sink.memphis.username=" + config.credentials().username());
        screen.line("debezium.sink.memphis.password=" + generated.orElse("<the password you gave>"));
        config.events().station().ifPresent(station -> screen.line("debezium.sink.memphis.station=" + station));
        screen.line("debezium.source.topic.prefix=" + config.events().topicPrefix());
    }
}
