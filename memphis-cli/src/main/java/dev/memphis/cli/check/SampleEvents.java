package dev.memphis.cli.check;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Events as they would be sent. Immutable.
 *
 * @param events at least one
 * @param station the only one that they are for; empty if they are for all
 */
record SampleEvents(List<byte[]> events, Optional<String> station) {
    /** Takes a file apart: several lines of which each is an object are an event each, anything else is one event. */
    static SampleEvents of(byte[] file, Optional<String> station) {
        // This charset has a character for each byte, so nothing is changed by the detour.
        List<String> lines = new String(file, StandardCharsets.ISO_8859_1)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        boolean several =
                lines.size() > 1 && lines.stream().allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        return new SampleEvents(
                several
                        ? lines.stream()
                                .map(line -> line.getBytes(StandardCharsets.ISO_8859_1))
                                .toList()
                        : List.of(file),
                station);
    }

    boolean isFor(String name) {
        return station.isEmpty() || station.get().equals(name);
    }
}
