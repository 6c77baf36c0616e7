package dev.memphis.cli.init;

import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.ExitCode;
import dev.memphis.cli.Lines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks for what no option gave. To be used by one thread.
 *
 * @param answers empty where nobody can be asked
 */
record Questions(PrintWriter out, Optional<BufferedReader> answers) {
    /**
     * Returns the answer; the default where the user just presses Enter or cannot be asked. What cannot be taken is asked for
     * again.
     *
     * @param read makes something of an answer, or throws a failure of usage that says what is wrong with it
     * @throws CommandFailure if nothing more is typed, or what {@code read} says of the default where nobody can be asked
     */
    <T> T ask(String question, String byDefault, Function<String, T> read) {
        if (answers.isEmpty()) {
            return read.apply(byDefault);
        }
        while (true) {
            try {
                return read.apply(answer(question, byDefault));
            } catch (CommandFailure e) {
                if (e.exitCode() != ExitCode.USAGE) {
                    throw e;
                }
                out.println("  " + e.getMessage());
            }
        }
    }

    private String answer(String question, String byDefault) {
        out.print(question + (byDefault.isEmpty() ? ": " : " [" + Lines.printable(byDefault) + "]: "));
        out.flush();
        try {
            String line = answers.orElseThrow().readLine();
            if (line == null) {
                out.println();
                throw new CommandFailure(
                        ExitCode.FAILED, "the answers ended before the last question; nothing is written");
            }
            return line.isBlank() ? byDefault : line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
