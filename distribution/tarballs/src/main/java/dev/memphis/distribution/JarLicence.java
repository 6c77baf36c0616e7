package dev.memphis.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** What a jar itself tells of its licence: in the POM that Maven puts into it, else in its manifest. */
final class JarLicence {
    private static final String UNTOLD = "not told in the jar; see its project";
    private static final Pattern POM = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.xml");
    private static final Pattern LICENCES = Pattern.compile("<licenses>(.*?)</licenses>", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("<name>\\s*(.*?)\\s*</name>", Pattern.DOTALL);

    private JarLicence() {}

    /** Returns the licence in the jar's words. */
    static String of(byte[] jar) throws IOException {
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(jar))
                .get()) {
            List<ZipArchiveEntry> poms = Collections.list(zip.getEntries()).stream()
                    .filter(entry -> POM.matcher(entry.getName()).matches())
                    .toList();
            // A jar with several POMs is made of several things; each tells its own.
            List<String> names = new ArrayList<>();
            for (ZipArchiveEntry pom : poms) {
                namesIn(text(zip, pom)).stream()
                        .filter(name -> !names.contains(name))
                        .forEach(names::add);
            }
            return names.isEmpty() ? fromManifest(zip) : String.join(", ", names);
        }
    }

    private static List<String> namesIn(String pom) {
        List<String> names = new ArrayList<>();
        Matcher licences = LICENCES.matcher(pom);
        if (licences.find()) {
            Matcher name = NAME.matcher(licences.group(1));
            while (name.find()) {
                names.add(name.group(1).replaceAll("\\s+", " "));
            }
        }
        return names;
    }

    private static String fromManifest(ZipFile zip) throws IOException {
        ZipArchiveEntry entry = zip.getEntry("META-INF/MANIFEST.MF");
        if (entry == null) {
            return UNTOLD;
        }
        try (InputStream content = zip.getInputStream(entry)) {
            String licence = new Manifest(content).getMainAttributes().getValue("Bundle-License");
            return licence == null ? UNTOLD : licence;
        }
    }

    private static String text(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        try (InputStream content = zip.getInputStream(entry)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
