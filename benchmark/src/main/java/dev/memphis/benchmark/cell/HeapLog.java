package dev.memphis.benchmark.cell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads how full a heap was from the log that {@code -Xlog:gc} writes (JEP 158): {@code 123M->45M(256M)}. What lives is what
 * a full collection leaves: a young one leaves what is dead in the old generation, too.
 */
record HeapLog(OptionalInt peakMegabytes, OptionalInt liveMegabytes) {
    private static final Pattern COLLECTION = Pattern.compile("\\b(\\d+)M->(\\d+)M\\(\\d+M\\)");
    private static final Pattern FULL =
            Pattern.compile("Pause Full \\(Diagnostic Command\\) (\\d+)M->(\\d+)M\\(\\d+M\\)");

    static HeapLog read(Path log) throws IOException {
        String text = Files.exists(log) ? Files.readString(log) : "";
        return new HeapLog(fullest(text, COLLECTION, 1), fullest(text, FULL, 2));
    }

    private static OptionalInt fullest(String text, Pattern collections, int group) {
        Matcher matcher = collections.matcher(text);
        return matcher.results()
                .map((MatchResult collection) -> collection.group(group))
                .mapToInt(Integer::parseInt)
                .max();
    }

    @Nullable Integer peak() {
        return peakMegabytes.isPresent() ? peakMegabytes.getAsInt() : null;
    }

    @Nullable Integer live() {
        return liveMegabytes.isPresent() ? liveMegabytes.getAsInt() : null;
    }
}
