package dev.memphis.testbed.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs that are installed here. Stateless. */
public final class Programs {
    /** Where servers are, too, which are not in everybody's path. */
    private static final String MORE = ":/usr/sbin:/usr/local/sbin:/opt/homebrew/bin";

    private Programs() {}

    /** Returns where a program is; empty if it is not installed. */
    public static Optional<Path> find(String name) {
        return Stream.of((System.getenv("PATH") + MORE).split(":", -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
