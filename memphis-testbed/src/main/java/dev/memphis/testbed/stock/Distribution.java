package dev.memphis.testbed.stock;

import dev.memphis.testbed.Disk;
import dev.memphis.testbed.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The stock distribution of one version: fetched by Maven, unpacked once into a cache. Not thread-safe. */
public final class Distribution {
    private static final long MEGABYTES = 3072;

    private final String version;
    private final Path localRepository;
    private final Path cache;

    /**
     * @param localRepository Maven's, where the tarball is or will be
     * @param cache a folder for unpacked distributions
     */
    public Distribution(String version, Path localRepository, Path cache) {
        this.version = version;
        this.localRepository = localRepository;
        this.cache = cache;
    }

    /** Uses Maven's default local repository unless {@code -Dmaven.repo.local} names one, and the user's cache folder. */
    public static Distribution of(String version) {
        String repository = System.getProperty("maven.repo.local", "");
        Path home = Path.of(System.getProperty("user.home"));
        String cacheHome = System.getenv("XDG_CACHE_HOME");
        Path caches = cacheHome == null || cacheHome.isEmpty() ? home.resolve(".cache") : Path.of(cacheHome);
        return new Distribution(
                version,
                repository.isEmpty() ? home.resolve(".m2/repository") : Path.of(repository),
                caches.resolve("debezium-server-memphis"));
    }

    /**
     * Returns the folder of the unpacked distribution; fetches and unpacks it first where that has not been done.
     *
     * @throws Problem if there is no room, or it cannot be had
     */
    public Path home() {
        Path home = cache.resolve(version);
        if (!Files.isDirectory(home)) {
            unpack(tarball(), home);
        }
        return home;
    }

    /**
     * Returns the published tarball; fetches it first where that has not been done. It is the one whose fingerprint is known.
     *
     * @throws Problem if there is no room, or it cannot be had, or it is another
     */
    public Path tarball() {
        Path tarball = localRepository.resolve(
                "io/debezium/debezium-server-dist/" + version + "/debezium-server-dist-" + version + ".tar.gz");
        if (!Files.exists(tarball)) {
            fetch();
        }
        if (!Files.exists(tarball)) {
            throw new Problem("Debezium Server " + version + " was fetched, but is not at " + tarball
                    + "; say where Maven keeps its files with -Dmaven.repo.local");
        }
        Fingerprints.check(version, tarball);
        return tarball;
    }

    /**
     * Maven downloads, so that its mirrors and proxies count, and shows its progress. The goal is copy, not get: the
     * artifact's parent was never published, which get does not forgive.
     */
    private void fetch() {
        room();
        System.out.println("Fetching Debezium Server " + version + " (several hundred MB, once) …");
        try {
            Path copy = Files.createTempDirectory(cache, ".fetch-");
            try {
                fetchTo(copy);
            } finally {
                Disk.delete(copy);
            }
        } catch (IOException e) {
            throw new Problem("Maven does not start (" + e.getMessage() + "); install Maven 3.8 or newer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem("Fetching Debezium Server was interrupted", e);
        }
    }

    private void fetchTo(Path copy) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("maven.command", "mvn"),
                "-N",
                "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy",
                "-Dmaven.repo.local=" + localRepository,
                "-Dartifact=io.debezium:debezium-server-dist:" + version + ":tar.gz",
                "-DoutputDirectory=" + copy));
        if (!Boolean.getBoolean("terminal")) {
            command.add("-q");
            command.add("-B");
        }
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new Problem("Maven could not fetch Debezium Server " + version + " (exit code " + code
                    + "); its reason stands above");
        }
    }

    private void room() {
        Disk.require(cache, MEGABYTES, "the Debezium Server distribution");
    }

    private void unpack(Path tarball, Path home) {
        room();
        try {
            // Unpacked beside its place and then moved, so that a half-unpacked one is never taken for a whole.
            Path beside = Files.createTempDirectory(cache, "." + version + "-");
            try {
                extract(tarball, beside);
                moveTo(beside, home);
            } finally {
                Disk.delete(beside);
            }
        } catch (IOException e) {
            throw new Problem("Unpacking " + tarball + " to " + cache + " failed: " + e.getMessage(), e);
        }
    }

    /** Moves a folder to its place in one step; where another process was faster, its folder stays. */
    static void moveTo(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // By which exception a place that is taken is told depends on the system.
            if (!Files.isDirectory(to)) {
                throw e;
            }
        }
    }

    private void extract(Path tarball, Path target) throws IOException {
        ProgressBarBuilder bar = new ProgressBarBuilder()
                .setTaskName("Unpacking Debezium Server " + version)
                .setUnit(" MB", 1 << 20)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500);
        try (InputStream file = Files.newInputStream(tarball);
                InputStream counted = ProgressBar.wrap(file, bar.setInitialMax(Files.size(tarball)));
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new GzipCompressorInputStream(new BufferedInputStream(counted)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(entry, tar, target);
            }
        }
    }

    private static void extract(TarArchiveEntry entry, TarArchiveInputStream tar, Path target) throws IOException {
        Path name = Path.of(entry.getName());
        if (name.getNameCount() < 2) {
            return;
        }
        // The archive's one folder is left out: its files are the home itself.
        Path place = target.resolve(name.subpath(1, name.getNameCount())).normalize();
        if (!place.startsWith(target)) {
            throw new IOException("an entry leads out of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(place);
        } else {
            Files.createDirectories(place.getParent());
            Files.copy(tar, place);
            if ((entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }
}
