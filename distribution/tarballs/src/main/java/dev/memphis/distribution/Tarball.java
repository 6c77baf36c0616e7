package dev.memphis.distribution;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;

/**
 * One of the two distributions.
 *
 * @param name of the file without its ending, and of the one folder in it
 * @param fingerprint of all it is made of
 * @param contents writes what it holds
 */
record Tarball(String name, String fingerprint, Contents contents) {
    private static final String THIRD_PARTY = "THIRD-PARTY.md";

    /** Writes a tarball's entries. */
    @FunctionalInterface
    interface Contents {
        void writeTo(TarballWriter tarball) throws IOException;
    }

    /** The stock server with our parts; ours are written first, and win. */
    static Tarball stock(Layout layout, String stockVersion, StockArchive server) throws IOException {
        List<Part> parts = layout.common();
        Fingerprint fingerprint = new Fingerprint()
                .add(stockVersion)
                .add(parts)
                .add(List.of(layout.sink()))
                .add(Program.parts());
        return new Tarball("debezium-server-memphis-" + layout.version(), fingerprint.hex(), tarball -> {
            write(parts, tarball);
            write(List.of(layout.sink()), tarball);
            ThirdParty thirdParty = new ThirdParty();
            server.copyTo(tarball, thirdParty);
            tarball.folder("data");
            write(
                    THIRD_PARTY,
                    thirdParty.page("Debezium Server " + stockVersion + " as the Debezium project publishes it, and in"
                            + " cli/ the Memphis command. What each jar tells of its licence:"),
                    tarball);
        });
    }

    /** The slim server with our parts. */
    static Tarball slim(Layout layout) throws IOException {
        List<Part> parts = layout.common();
        List<Part> server = layout.slimServer();
        Fingerprint fingerprint =
                new Fingerprint().add(parts).add(server).add(layout.slimSboms()).add(Program.parts());
        return new Tarball("debezium-server-memphis-slim-" + layout.version(), fingerprint.hex(), tarball -> {
            write(parts, tarball);
            write(server, tarball);
            write(layout.slimSboms(), tarball);
            tarball.folder("config/lib");
            tarball.folder("data");
            ThirdParty thirdParty = new ThirdParty();
            for (Part sbom : layout.slimSboms()) {
                Sbom.read(sbom.source())
                        .components()
                        .forEach(component ->
                                thirdParty.add(component.name(), String.join(" or ", component.licences())));
            }
            write(
                    THIRD_PARTY,
                    thirdParty.page("In lib/ and, for the Memphis command, in cli/; the same with more detail is in"
                            + " sbom/ (CycloneDX). The licences are those of the components' Maven POMs:"),
                    tarball);
        });
    }

    private static void write(List<Part> parts, TarballWriter tarball) throws IOException {
        for (Part part : parts) {
            try (InputStream content = Files.newInputStream(part.source())) {
                tarball.file(part.place(), part.executable(), Files.size(part.source()), content);
            }
        }
    }

    private static void write(String place, byte[] content, TarballWriter tarball) throws IOException {
        tarball.file(place, false, content.length, new ByteArrayInputStream(content));
    }

    /**
     * Writes the tarball and its checksum, unless those that are there were made of the same.
     *
     * @return whether it was written
     */
    boolean writeTo(Path folder, Instant time) throws IOException {
        Path target = folder.resolve(name + ".tar.gz");
        if (Fingerprint.isThere(target, fingerprint)) {
            return false;
        }
        // Written beside its place and then moved, so that a half-written one is never taken for a whole.
        Path beside = folder.resolve(name + ".part");
        TarballWriter writer = new TarballWriter(beside, name, time);
        try (writer) {
            contents.writeTo(writer);
        }
        Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(
                target.resolveSibling(target.getFileName() + ".sha256"),
                writer.sha256() + "  " + target.getFileName() + "\n");
        Files.writeString(Fingerprint.file(target), fingerprint);
        return true;
    }
}
