package dev.memphis.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The commands of a page of the project, as they stand there. */
record Readme(List<String> commands) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(\\w*)\\n(.*?)^ *```$");

    static Readme read(String page) throws IOException {
        String text = Files.readString(Folder.PROJECT.resolve(page));
        return new Readme(BLOCK.matcher(text)
                .results()
                .filter((MatchResult block) -> block.group(1).isEmpty())
                .map(block -> block.group(2).replaceAll("\\\\\\n\\s*", ""))
                .flatMap(String::lines)
                .map(String::strip)
                .toList());
    }

    /**
     * Returns the one command that begins with {@code start} and has {@code part} in it.
     *
     * @throws AssertionError if there is not exactly one
     */
    String command(String start, String part) {
        List<String> found = commands.stream()
                .filter(command -> command.startsWith(start) && command.contains(part))
                .distinct()
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(
                    "commands that begin with '" + start + "' and have '" + part + "' in them: " + found);
        }
        return found.getFirst();
    }
}
