package dev.memphis.connect;

import java.util.HashMap;
import java.util.Map;

/** Connectors' configurations under test. */
final class Settings {
    private Settings() {}

    /** The least that is enough, and others: names and values in turn. */
    static Map<String, String> with(String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "name", "shop",
                "connector.class", "dev.memphis.connect.MemphisSinkConnector",
                "topics", "t",
                "memphis.url", "http://localhost:4444",
                "memphis.username", "cdc",
                "memphis.password", "Cdc-Pass-1!"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    static ConnectConfig config(String... more) {
        return ConnectConfig.read(with(more));
    }
}
