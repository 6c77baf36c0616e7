package dev.memphis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.cli.Memphis;
import java.nio.file.Path;

/** Runs memphis init. */
final class Init {
    private Init() {}

    static void run(String source, String place, Path folder) {
        int exitCode = Memphis.commandLine()
                .execute(
                        "init",
                        "--no-questions",
                        "--source",
                        source,
                        "--for",
                        place,
                        "--prefix",
                        "shop",
                        "--database",
                        "shop",
                        "--tables",
                        "shop.orders",
                        "--directory",
                        folder.toString());
        assertThat(exitCode).isZero();
    }
}
