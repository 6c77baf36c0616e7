package dev.memphis.distribution;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * Writes a gzipped tar in which nothing depends on the day, the user or the machine: owner 0, modes 755 and 644, one
 * time for all. The order is the caller's. Not thread-safe.
 */
final class TarballWriter implements Closeable {
    /** Nearly all is jars, which higher levels do not make smaller. */
    private static final int LEVEL = 1;

    private final String folder;
    private final Instant time;
    private final DigestOutputStream digested;
    private final TarArchiveOutputStream tar;
    private final Set<String> folders = new HashSet<>();
    private final Set<String> files = new HashSet<>();

    /**
     * @param target the file to write
     * @param folder the one folder that holds everything
     * @param time the modification time of every entry
     */
    TarballWriter(Path target, String folder, Instant time) throws IOException {
        this.folder = folder;
        this.time = time;
        digested = new DigestOutputStream(
                new BufferedOutputStream(Files.newOutputStream(target), 1 << 16), Sha256.digest());
        GzipParameters gzip = new GzipParameters();
        gzip.setCompressionLevel(LEVEL);
        gzip.setModificationInstant(Instant.EPOCH);
        gzip.setBufferSize(1 << 16);
        tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(digested, gzip), "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    /** Adds a folder and those above it, unless they are there. */
    void folder(String place) throws IOException {
        int above = place.lastIndexOf('/');
        if (above > 0) {
            folder(place.substring(0, above));
        }
        if (folders.add(place)) {
            tar.putArchiveEntry(entry(place + "/", 0755, 0));
            tar.closeArchiveEntry();
        }
    }

    /** Adds a file; of a place that is already taken the first file stays. */
    void file(String place, boolean executable, long size, InputStream content) throws IOException {
        int above = place.lastIndexOf('/');
        if (above > 0) {
            folder(place.substring(0, above));
        }
        if (files.add(place)) {
            tar.putArchiveEntry(entry(place, executable ? 0755 : 0644, size));
            content.transferTo(tar);
            tar.closeArchiveEntry();
        }
    }

    private TarArchiveEntry entry(String place, int mode, long size) {
        TarArchiveEntry entry = new TarArchiveEntry(folder + "/" + place);
        entry.setMode(mode);
        entry.setSize(size);
        entry.setLastModifiedTime(FileTime.from(time));
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        return entry;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    /** Returns the tarball's SHA-256 in hexadecimal, once it is closed. */
    String sha256() {
        return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    }
}
