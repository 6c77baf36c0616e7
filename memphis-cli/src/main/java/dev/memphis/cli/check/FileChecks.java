package dev.memphis.cli.check;

import dev.memphis.cli.source.SourceSettings;
import dev.memphis.delivery.options.PrintableText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The files that the server keeps: where it stands in the source's log, and the history of its tables. */
final class FileChecks {
    private static final String DURABLE = "io.debezium.server.memphis.offsets.DurableFileOffsetBackingStore";
    private static final String STOCK = "org.apache.kafka.connect.storage.FileOffsetBackingStore";

    private final SourceSettings settings;
    private final Findings findings;

    FileChecks(SourceSettings settings, Findings findings) {
        this.settings = settings;
        this.findings = findings;
    }

    void run() {
        offsets();
        if (settings.connector().keepsHistory()) {
            history();
        }
    }

    /** Returns whether there are offsets, so that the server goes on with them. */
    boolean offsetsThere() {
        return usesFile() && offsetsFile().filter(FileChecks::holdsSomething).isPresent();
    }

    private boolean usesFile() {
        String store = settings.text("offset.storage").orElse(STOCK);
        return store.equals(STOCK) || store.equals(DURABLE);
    }

    private Optional<Path> offsetsFile() {
        return settings.path("offset.storage.file.filename");
    }

    private void offsets() {
        String store = settings.text("offset.storage").orElse(STOCK);
        if (!usesFile()) {
            findings.skipped("Offsets", "not looked at: they are kept by " + store);
            return;
        }
        String property = SourceSettings.name("offset.storage.file.filename");
        if (offsetsFile().isEmpty()) {
            findings.bad("Offsets", property + " is missing", "name the file, for example data/offsets.dat");
            return;
        }
        boolean fine = file("Offsets", property, offsetsFile().get());
        if (fine) {
            ofAnotherSink(offsetsFile().get());
        }
        if (fine && store.equals(STOCK)) {
            findings.warning(
                    "Offsets",
                    "the stock store writes its file in place: a server killed in that moment loses its offsets",
                    "set debezium.source.offset.storage=" + DURABLE);
        }
    }

    /** Debezium Server files offsets under the sink's type. */
    private void ofAnotherSink(Path file) {
        Set<String> sinks = OffsetOwners.of(file);
        if (sinks.isEmpty() || sinks.contains("memphis")) {
            return;
        }
        findings.warning(
                "Offsets",
                "those in " + file + " are of a sink of type " + PrintableText.of(String.join(", ", sinks))
                        + ": the server does not find them, and reads a new snapshot",
                "docs/migrating-from-the-http-sink.md says how to go on where that sink stopped");
    }

    private void history() {
        String store = settings.text("schema.history.internal").orElse("Kafka");
        Optional<Path> file = settings.path("schema.history.internal.file.filename");
        if (!store.endsWith(".FileSchemaHistory")) {
            findings.skipped("History", "not looked at: it is kept by " + store);
            return;
        }
        String property = SourceSettings.name("schema.history.internal.file.filename");
        if (file.isEmpty()) {
            findings.bad("History", property + " is missing", "name the file, for example data/schema-history.dat");
            return;
        }
        boolean fine = file("History", property, file.get());
        if (fine && offsetsThere() && !holdsSomething(file.get())) {
            findings.bad(
                    "History",
                    "there are offsets, and no history of the tables in " + file.get() + ": the server will not start",
                    "put the file back; without it start once with debezium.source.snapshot.mode=recovery, if no table was"
                            + " changed since");
        }
    }

    private boolean file(String step, String property, Path file) {
        Optional<String> problem = problem(file);
        if (problem.isPresent()) {
            findings.bad(step, file + " " + problem.get(), "see to it, or name another file in " + property);
            return false;
        }
        findings.good(
                step,
                Files.exists(file)
                        ? file + " can be read and written"
                        : file + " is not there yet and can be made" + inFolder(file));
        return true;
    }

    private static String inFolder(Path file) {
        Path folder = file.getParent();
        return folder == null || Files.isDirectory(folder) ? "" : "; so can its folder";
    }

    private static Optional<String> problem(Path file) {
        if (Files.isDirectory(file)) {
            return Optional.of("is a folder");
        }
        if (Files.exists(file)) {
            return problemOfExisting(file);
        }
        Path above = file.getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        if (above == null || !Files.isDirectory(above)) {
            return Optional.of("cannot be made: " + above + " is no folder");
        }
        return Files.isWritable(above)
                ? Optional.empty()
                : Optional.of("cannot be made: this user may not write in " + above);
    }

    private static Optional<String> problemOfExisting(Path file) {
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            return Optional.of("cannot be " + (Files.isReadable(file) ? "written" : "read") + " by this user");
        }
        // The store saves to a file beside it, which is then renamed.
        if (!Files.isWritable(file.getParent())) {
            return Optional.of("cannot be replaced: this user may not write in " + file.getParent());
        }
        return Optional.empty();
    }

    private static boolean holdsSomething(Path file) {
        try {
            return Files.size(file) > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
