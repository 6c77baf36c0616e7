package dev.memphis.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code memphis} command as a page has it, run where the files are that it names, beside README's example. */
record TypedCommand(String text, TodoExample example) {
    private static final Pattern LINE = Pattern.compile(
            "(?:\\$ )?(?:[A-Z_]+=\\S+ )?(?:bin/)?memphis (?<words>[^<]*?)(?: < (?<input>\\S+))?(?: +#.*)?");

    /** Says whether a line of a page is such a command. */
    static boolean is(String line) {
        return LINE.matcher(line.strip()).matches();
    }

    /** Runs it; {@code more} takes the place of what a test must give beside, such as where nobody types. */
    Run run(String... more) throws IOException {
        Matcher line = LINE.matcher(text.strip());
        if (!line.matches()) {
            throw new IllegalArgumentException("no memphis command: " + text);
        }
        List<String> words = new ArrayList<>();
        Arrays.stream(line.group("words").strip().split(" +")).map(this::word).forEach(words::add);
        if (!words.contains("--config") && !words.getFirst().equals("init")) {
            words.addAll(List.of("--config", example.file().toString()));
        }
        if (words.getFirst().equals("setup")) {
            words.removeIf(word -> word.startsWith("http://memphis:") || word.equals("--management-url"));
            words.addAll(List.of(
                    "--management-url", example.memphis().managementUri().toString()));
            if (!words.contains("--management-password-file")) {
                words.addAll(List.of("--management-password-file", PasswordFile.of("memphis")));
            }
        }
        words.addAll(List.of(more));
        InputStream standardInput = System.in;
        try {
            if (line.group("input") != null) {
                System.setIn(new ByteArrayInputStream(Files.readAllBytes(Path.of(word(line.group("input"))))));
            }
            return Run.memphis(words.toArray(String[]::new));
        } finally {
            System.setIn(standardInput);
        }
    }

    /** A word that names a file of the folder is that file: a test cannot change its own folder. */
    private String word(String word) {
        Path file = example.folder().resolve(word);
        return Files.isRegularFile(file)
                ? file.toString()
                : word.equals("FILE") ? example.file().toString() : word;
    }
}
