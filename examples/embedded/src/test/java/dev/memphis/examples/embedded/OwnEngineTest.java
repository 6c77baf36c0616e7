package dev.memphis.examples.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.testbed.database.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnEngineTest {
    private static final String STATION = "shop.public.items";

    @TempDir
    Path folder;

    @Test
    void changes_arrive_andAfterARestartTheEngineGoesOnWhereItWas() throws Exception {
        try (MemphisEmulator memphis = MemphisEmulator.start(
                        EmulatorOptions.defaults().withStrict(true).withUser("cdc", "Cdc-Pass-1!"));
                Postgres postgres = Postgres.start(folder.resolve("postgres"), Optional.empty())) {
            postgres.createDatabase("shop");
            postgres.execute("shop", "CREATE TABLE items (id int PRIMARY KEY, name text)");
            postgres.execute("shop", "INSERT INTO items VALUES (1, 'one')");

            try (OwnEngine ignored = new OwnEngine(options(memphis, postgres))) {
                awaitMessages(memphis, 1);
                postgres.execute("shop", "INSERT INTO items VALUES (2, 'two')");
                awaitMessages(memphis, 2);
            }
            postgres.execute("shop", "UPDATE items SET name = 'zwei' WHERE id = 2");
            try (OwnEngine ignored = new OwnEngine(options(memphis, postgres))) {
                awaitMessages(memphis, 3);
            }

            assertThat(memphis.stations().messages(STATION).getLast().text()).contains("zwei");
            assertThat(memphis.races()).isEmpty();
        }
    }

    @Test
    void wrongOptions_areToldAsTheyAreWrittenHere() {
        assertThatThrownBy(() -> new OwnEngine(Map.of("topic.prefix", "shop", "memphis.usrname", "cdc")))
                .hasMessageContainingAll(
                        "memphis.url is missing", "memphis.usrname is no option: did you mean memphis.username?");
    }

    private static void awaitMessages(MemphisEmulator memphis, int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> memphis.stations().count(STATION) >= count);
    }

    private Map<String, String> options(MemphisEmulator memphis, Postgres postgres) {
        Map<String, String> options = new HashMap<>(postgres.source("shop"));
        options.put("name", "shop-engine");
        options.put("topic.prefix", "shop");
        options.put("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
        options.put("offset.storage.file.filename", folder.resolve("offsets").toString());
        options.put("offset.flush.interval.ms", "0");
        options.put("memphis.url", memphis.gatewayUri().toString());
        options.put("memphis.username", "cdc");
        options.put("memphis.password", "Cdc-Pass-1!");
        return options;
    }
}
