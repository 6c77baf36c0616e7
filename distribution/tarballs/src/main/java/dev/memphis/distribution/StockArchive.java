package dev.memphis.distribution;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The published tarball of a stock server. Immutable. */
record StockArchive(Path file) {
    private static final int OWNER_MAY_EXECUTE = 0100;

    /** Copies every entry, stream to stream, in the archive's order; its one folder's name is left out. */
    void copyTo(TarballWriter tarball, ThirdParty thirdParty) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new GzipCompressorInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String place = place(entry);
                if (place.isEmpty()) {
                    continue;
                }
                if (entry.isDirectory()) {
                    tarball.folder(place);
                } else if (entry.isFile()) {
                    boolean executable = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
                    tarball.file(place, executable, entry.getSize(), seen(place, tar, thirdParty));
                } else {
                    throw new IOException(file + " has an entry that is neither file nor folder: " + entry.getName());
                }
            }
        }
    }

    /** Takes note of a jar's licence on the way. */
    private static InputStream seen(String place, InputStream content, ThirdParty thirdParty) throws IOException {
        if (!place.endsWith(".jar")) {
            return content;
        }
        byte[] jar = content.readAllBytes();
        thirdParty.add(place, JarLicence.of(jar));
        return new ByteArrayInputStream(jar);
    }

    private static String place(TarArchiveEntry entry) {
        String name = entry.getName();
        String below = name.substring(name.indexOf('/') + 1);
        return below.endsWith("/") ? below.substring(0, below.length() - 1) : below;
    }
}
