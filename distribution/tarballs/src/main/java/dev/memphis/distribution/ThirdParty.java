package dev.memphis.distribution;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The list of what others made: each jar and its licence. Not thread-safe. */
final class ThirdParty {
    private final Map<String, String> licences = new TreeMap<>();

    void add(String name, String licence) {
        licences.put(name, licence);
    }

    /**
     * Returns the list as a page.
     *
     * @param source where the licences were read
     */
    byte[] page(String source) {
        StringBuilder page = new StringBuilder("# Third-party software in this distribution\n\n")
                .append(source)
                .append("\n\n| what | licence |\n|---|---|\n");
        licences.forEach((name, licence) -> page.append("| ")
                .append(name)
                .append(" | ")
                .append(licence.replace('|', '/'))
                .append(" |\n"));
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }
}
