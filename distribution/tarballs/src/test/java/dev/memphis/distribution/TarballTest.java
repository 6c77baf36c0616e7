package dev.memphis.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both tarballs of a small project: what is in them, and that the same makes the same bytes. */
class TarballTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private Path root;
    private Path output;
    private StockArchive server;

    @BeforeEach
    void layOutAProject() throws IOException {
        root = folder.resolve("project");
        output = Files.createDirectories(folder.resolve("output"));
        write("bin/memphis", "#!/bin/sh");
        write("memphis-cli/target/memphis-cli-1-all.jar", "command");
        write("memphis-sink/target/memphis-sink-1.jar", "sink");
        write("application.properties.example", "debezium.sink.type=memphis");
        write("docs/durability.md", "promised");
        write("examples/mysql.properties", "debezium.sink.type=memphis");
        write("examples/pom.xml", "not for users");
        write("examples/kubernetes/server.yaml", "kind: DebeziumServer");
        write("LICENSE", "Apache");
        write("CHANGELOG.md", "1");
        write("SECURITY.md", "whom to tell");
        write("distribution/tarballs/src/main/files/NOTICE", "notice");
        write("distribution/slim/target/server/run.sh", "#!/bin/sh");
        write("distribution/slim/target/server/lib/a.jar", "a");
        String sbom = "{\"components\":[{\"group\":\"g\",\"name\":\"a\",\"version\":\"1\","
                + "\"licenses\":[{\"license\":{\"id\":\"MIT\"}},{\"license\":{\"name\":\"Other\"}}]}]}";
        write("distribution/slim/target/bom.json", sbom);
        write("memphis-cli/target/bom.json", "{\"components\":[]}");
        server = new StockArchive(stock(folder.resolve("stock.tar.gz")));
    }

    private void write(String place, String text) throws IOException {
        Path file = root.resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** A stock server that has a jar with a licence, a script, and a configuration of its own. */
    private static Path stock(Path file) throws IOException {
        Path jar = file.resolveSibling("b.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("META-INF/maven/g/b/pom.xml"));
            zip.write("<project><name>b</name><licenses><license><name>BSD</name></license></licenses></project>"
                    .getBytes(StandardCharsets.UTF_8));
        }
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GzipCompressorOutputStream(Files.newOutputStream(file)))) {
            add(tar, "debezium-server/run.sh", 0755, "#!/bin/bash".getBytes(StandardCharsets.UTF_8));
            add(tar, "debezium-server/lib/b.jar", 0644, Files.readAllBytes(jar));
            add(tar, "debezium-server/config/application.properties", 0600, "stock".getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static void add(TarArchiveOutputStream tar, String name, int mode, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setSize(content.length);
        entry.setUserName("somebody");
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private Tarball stockTarball() throws IOException {
        return Tarball.stock(new Layout(root, "1"), "3.6", server);
    }

    private Tarball slimTarball() throws IOException {
        return Tarball.slim(new Layout(root, "1"));
    }

    @Test
    void stock_hasTheServerAndOurParts_oursFirst() throws Exception {
        stockTarball().writeTo(output, TIME);

        Map<String, String> files = files("debezium-server-memphis-1");
        assertThat(files.keySet())
                .contains("bin/memphis", "cli/memphis-cli-1-all.jar", "docs/durability.md", "LICENSE", "NOTICE")
                .contains("SECURITY.md", "application.properties.example")
                .contains("run.sh", "lib/b.jar", "lib/memphis-sink-1.jar")
                .contains("examples/mysql.properties", "examples/kubernetes/server.yaml")
                .doesNotContain("examples/pom.xml");
        assertThat(files).containsEntry("config/application.properties", "debezium.sink.type=memphis");
        assertThat(files.get("THIRD-PARTY.md")).contains("| lib/b.jar | BSD |");
    }

    @Test
    void slim_hasTheServerAndOurParts() throws Exception {
        slimTarball().writeTo(output, TIME);

        Map<String, String> files = files("debezium-server-memphis-slim-1");
        assertThat(files.keySet())
                .contains("bin/memphis", "run.sh", "lib/a.jar", "config/application.properties", "sbom/server.cdx.json")
                .doesNotContain("lib/memphis-sink-1.jar");
        assertThat(files.get("THIRD-PARTY.md")).contains("| g:a:1 | MIT or Other |");
    }

    @Test
    void everyEntry_hasOneTimeOneOwnerAndOneOfTwoModes() throws Exception {
        stockTarball().writeTo(output, TIME);

        assertThat(entries("debezium-server-memphis-1")).allSatisfy(entry -> {
            assertThat(entry.getLastModifiedTime()).isEqualTo(FileTime.from(TIME));
            assertThat(entry.getUserName()).isEqualTo("root");
            assertThat(entry.getLongUserId()).isZero();
            boolean executable = entry.isDirectory() || entry.getName().matches(".*(run\\.sh|bin/memphis)");
            assertThat(entry.getMode() & 0777).as(entry.getName()).isEqualTo(executable ? 0755 : 0644);
        });
    }

    @Test
    void sameParts_areTheSameBytes_whateverTheirTimesAndModes() throws Exception {
        stockTarball().writeTo(output, TIME);
        slimTarball().writeTo(output, TIME);
        Path again = Files.createDirectories(folder.resolve("again"));
        Path part = root.resolve("docs/durability.md");
        Files.setLastModifiedTime(part, FileTime.from(Instant.EPOCH));
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));

        stockTarball().writeTo(again, TIME);
        slimTarball().writeTo(again, TIME);

        for (String name : List.of("debezium-server-memphis-1.tar.gz", "debezium-server-memphis-slim-1.tar.gz")) {
            assertThat(again.resolve(name)).hasSameBinaryContentAs(output.resolve(name));
        }
    }

    @Test
    void unchangedParts_areNotPackedAgain_changedOnesAre() throws Exception {
        assertThat(stockTarball().writeTo(output, TIME)).isTrue();
        assertThat(stockTarball().writeTo(output, TIME)).isFalse();

        write("memphis-sink/target/memphis-sink-1.jar", "sink, mended");

        assertThat(stockTarball().writeTo(output, TIME)).isTrue();
        assertThat(files("debezium-server-memphis-1")).containsEntry("lib/memphis-sink-1.jar", "sink, mended");
    }

    @Test
    void checksum_isThatOfTheFile() throws Exception {
        stockTarball().writeTo(output, TIME);

        Process check = new ProcessBuilder("sha256sum", "--check", "debezium-server-memphis-1.tar.gz.sha256")
                .directory(output.toFile())
                .start();

        assertThat(check.waitFor()).isZero();
    }

    private Map<String, String> files(String name) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (TarArchiveInputStream tar = open(name)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                assertThat(entry.getName()).startsWith(name + "/");
                if (entry.isFile()) {
                    files.put(
                            entry.getName().substring(name.length() + 1),
                            new String(tar.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }

    private List<TarArchiveEntry> entries(String name) throws IOException {
        List<TarArchiveEntry> entries = new ArrayList<>();
        try (TarArchiveInputStream tar = open(name)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private TarArchiveInputStream open(String name) throws IOException {
        return new TarArchiveInputStream(new GzipCompressorInputStream(
                new BufferedInputStream(Files.newInputStream(output.resolve(name + ".tar.gz")))));
    }
}
