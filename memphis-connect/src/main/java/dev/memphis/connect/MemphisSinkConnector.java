package dev.memphis.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Delivers the records of Kafka topics to Memphis stations. This class alone is compiled for Java 17: a worker that is
 * too old for the rest can load it and be told so.
 */
public final class MemphisSinkConnector extends SinkConnector {
    private static final int JAVA = 21;

    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        String version = MemphisSinkConnector.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    @Override
    public ConfigDef config() {
        return tooOld() ? new ConfigDef() : ConnectOptions.definition();
    }

    /** Tells everything that is wrong at once, each with the option that it is about. */
    @Override
    public Config validate(Map<String, String> given) {
        return new Config(tooOld() ? needOfNewerJava() : Validation.of(given));
    }

    @Override
    public void start(Map<String, String> given) {
        checkJava();
        ConnectConfig.read(given);
        settings = Map.copyOf(given);
    }

    @Override
    public Class<? extends Task> taskClass() {
        checkJava();
        return MemphisSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int most) {
        List<Map<String, String>> tasks = new ArrayList<>();
        for (int task = 0; task < most; task++) {
            tasks.add(ConnectConfig.forTask(settings, task));
        }
        return tasks;
    }

    @Override
    public void stop() {
        // Nothing is held here.
    }

    private static boolean tooOld() {
        return Runtime.version().feature() < JAVA;
    }

    private static void checkJava() {
        if (tooOld()) {
            throw new ConfigException(need());
        }
    }

    private static List<ConfigValue> needOfNewerJava() {
        String ownName = MemphisSinkConnector.class.getName();
        return List.of(new ConfigValue("connector.class", ownName, List.of(), new ArrayList<>(List.of(need()))));
    }

    private static String need() {
        return "The Memphis sink connector needs a worker on Java " + JAVA + " or newer; this one runs on Java "
                + Runtime.version().feature() + ": start it with JAVA_HOME set to a newer Java";
    }
}
