package io.debezium.server.memphis.offsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.FileOffsetBackingStore;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileOffsetBackingStoreTest {
    private static final String FILE = "offset.storage.file.filename";

    @TempDir
    Path folder;

    private final List<MemoryOffsetBackingStore> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(MemoryOffsetBackingStore::stop);
    }

    @Test
    void saved_isThereAfterARestart() throws Exception {
        save(ours("offsets.dat"), "a", "1");
        save(ours("offsets.dat"), "b", "2");

        assertThat(get(ours("offsets.dat"), "a")).isEqualTo("1");
        assertThat(get(ours("offsets.dat"), "b")).isEqualTo("2");
    }

    @Test
    void stockStoresFile_isReadAndGoesBackToTheStockStore() throws Exception {
        save(stock("offsets.dat"), "a", "1");

        assertThat(get(ours("offsets.dat"), "a")).isEqualTo("1");
        save(ours("offsets.dat"), "a", "2");
        assertThat(get(stock("offsets.dat"), "a")).isEqualTo("2");
    }

    @Test
    void stockStoresFileWithoutValue_isRead() throws Exception {
        MemoryOffsetBackingStore stock = stock("offsets.dat");
        set(stock, "a", null);
        stock.stop();

        assertThat(get(ours("offsets.dat"), "a")).isNull();
    }

    @Test
    void folderThatIsMissing_isMade() throws Exception {
        save(ours("some/where/offsets.dat"), "a", "1");

        assertThat(folder.resolve("some/where/offsets.dat")).exists();
    }

    @Test
    void files_areTheOwnersAlone() throws Exception {
        MemoryOffsetBackingStore store = ours("offsets.dat");
        set(store, "a", "1");
        set(store, "a", "2");

        for (String name : List.of("offsets.dat", "offsets.dat.previous", "offsets.dat.lock")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void damagedFile_offsetsOfBeforeAreTaken() throws Exception {
        MemoryOffsetBackingStore store = ours("offsets.dat");
        set(store, "a", "1");
        set(store, "a", "2");
        store.stop();
        Path file = folder.resolve("offsets.dat");
        byte[] whole = Files.readAllBytes(file);

        for (byte[] damaged :
                List.of(new byte[0], Arrays.copyOf(whole, whole.length / 2), "{}".getBytes(StandardCharsets.UTF_8))) {
            Files.write(file, damaged);
            MemoryOffsetBackingStore after = ours("offsets.dat");
            assertThat(get(after, "a")).isEqualTo("1");
            after.stop();
            assertThat(Files.readAllBytes(file)).as("mended").isNotEqualTo(damaged);
        }
    }

    @Test
    void everyPrefixOfAFile_isDamaged() throws Exception {
        byte[] whole = OffsetFormat.write(Map.of(bytes("a"), bytes("1"), bytes("b"), bytes("2")));

        for (int length = 0; length < whole.length; length++) {
            byte[] damaged = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> OffsetFormat.read(damaged))
                    .as("the first " + length + " bytes")
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void damagedFileWithNoneOfBefore_stopsRatherThanBeginAnew() throws Exception {
        Path file = Files.createFile(folder.resolve("offsets.dat"));

        assertThatThrownBy(() -> ours("offsets.dat"))
                .isInstanceOf(ConnectException.class)
                .hasMessage(
                        "%s holds no whole offsets, as a store leaves it that is killed while it writes: put a copy of it back,"
                                + " or delete it to begin anew with a snapshot, without the changes in between",
                        file);
        assertThat(file).isEmptyFile();
    }

    @Test
    void fileWithAnotherClass_isNotMadeIntoObjects() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
            objects.writeObject(new HashMap<>(Map.of(java.net.URI.create("a:b"), "x")));
        }
        Files.write(folder.resolve("offsets.dat"), out.toByteArray());

        assertThatThrownBy(() -> ours("offsets.dat")).hasMessageContaining("holds no whole offsets");
    }

    @Test
    void deletedFile_beginsAnewAlthoughThereAreThoseOfBefore() throws Exception {
        MemoryOffsetBackingStore store = ours("offsets.dat");
        set(store, "a", "1");
        set(store, "a", "2");
        store.stop();
        Files.delete(folder.resolve("offsets.dat"));

        assertThat(get(ours("offsets.dat"), "a")).isNull();
    }

    @Test
    void secondUserOfTheFile_isRefused() {
        ours("offsets.dat");

        assertThatThrownBy(() -> ours("offsets.dat"))
                .isInstanceOf(ConnectException.class)
                .hasMessage(
                        "%s is in use by another process (%d): end that, or give each server a file of its own",
                        folder.resolve("offsets.dat"), ProcessHandle.current().pid());
    }

    @Test
    void secondUserByWayOfALink_isRefusedAndTheLinkStays() throws Exception {
        save(ours("offsets.dat"), "a", "1");
        Path link = Files.createSymbolicLink(folder.resolve("link.dat"), folder.resolve("offsets.dat"));
        MemoryOffsetBackingStore store = ours("link.dat");
        set(store, "a", "2");

        assertThatThrownBy(() -> ours("offsets.dat")).hasMessageContaining("is in use by another process");
        assertThat(link).isSymbolicLink();
        store.stop();
        assertThat(get(ours("offsets.dat"), "a")).isEqualTo("2");
    }

    @Test
    void folderOfAnother_isToldInOneLine() throws Exception {
        assumeFalse(System.getProperty("user.name").equals("root"), "root may write everywhere: skipped");
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));

        assertThatThrownBy(() -> ours("closed/offsets.dat"))
                .hasMessageMatching(
                        ".*/closed/offsets.dat.lock cannot be written: this process runs as user .*"
                                + "closed belongs to .* \\(r-xr-xr-x\\); give it to that user \\(chown\\), or run the server as its owner");
    }

    @Test
    void folderThatIsAFile_isTold() throws Exception {
        Files.createFile(folder.resolve("data"));

        assertThatThrownBy(() -> ours("data/offsets.dat"))
                .hasMessageStartingWith("the folder " + folder.resolve("data") + " for the offsets cannot be made: ");
    }

    @Test
    void noFileNamed_isTold() {
        assertThatThrownBy(() -> new DurableFileOffsetBackingStore().configure(config(" ")))
                .hasMessage(
                        "debezium.source.offset.storage.file.filename is missing: name the file for the offsets, for"
                                + " example data/offsets.dat");
    }

    private MemoryOffsetBackingStore ours(String name) {
        return start(new DurableFileOffsetBackingStore(), name);
    }

    private MemoryOffsetBackingStore stock(String name) {
        JsonConverter keys = new JsonConverter();
        keys.configure(Map.of("schemas.enable", "false"), true);
        return start(new FileOffsetBackingStore(keys), name);
    }

    private MemoryOffsetBackingStore start(MemoryOffsetBackingStore store, String name) {
        store.configure(config(folder.resolve(name).toString()));
        store.start();
        started.add(store);
        return store;
    }

    private static WorkerConfig config(String file) {
        ConfigDef names = new ConfigDef().define(FILE, ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "");
        return new WorkerConfig(names, Map.of(FILE, file)) {};
    }

    private static void save(MemoryOffsetBackingStore store, String key, String value) throws Exception {
        set(store, key, value);
        store.stop();
    }

    private static void set(MemoryOffsetBackingStore store, String key, String value) throws Exception {
        Map<ByteBuffer, ByteBuffer> values = new HashMap<>();
        // The keys of Debezium: JSON of the connector's name and the partition.
        values.put(bytes("[\"kafka\",{\"server\":\"" + key + "\"}]"), value == null ? null : bytes(value));
        store.set(values, null).get(10, TimeUnit.SECONDS);
    }

    private static String get(MemoryOffsetBackingStore store, String key) throws Exception {
        ByteBuffer name = bytes("[\"kafka\",{\"server\":\"" + key + "\"}]");
        ByteBuffer value = store.get(List.of(name)).get(10, TimeUnit.SECONDS).get(name);
        store.stop();
        return value == null
                ? null
                : StandardCharsets.UTF_8.decode(value.duplicate()).toString();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
