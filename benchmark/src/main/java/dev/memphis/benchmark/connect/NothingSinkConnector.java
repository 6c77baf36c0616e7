package dev.memphis.benchmark.connect;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** A sink that does nothing: what a worker can hand to any sink. */
public final class NothingSinkConnector extends SinkConnector {
    private static final String VERSION = "1";

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public void start(Map<String, String> given) {
        // There is nothing to start.
    }

    @Override
    public Class<? extends Task> taskClass() {
        return NothingTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int most) {
        return Collections.nCopies(most, Map.of());
    }

    @Override
    public void stop() {
        // There is nothing to stop.
    }

    /** Its task. */
    public static final class NothingTask extends SinkTask {
        @Override
        public String version() {
            return VERSION;
        }

        @Override
        public void start(Map<String, String> given) {
            // There is nothing to start.
        }

        @Override
        public void put(Collection<SinkRecord> records) {
            // That is all it does.
        }

        @Override
        public void stop() {
            // There is nothing to stop.
        }
    }
}
