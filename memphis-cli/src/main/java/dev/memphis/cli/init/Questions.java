package dev.memphis.cli.init;

import dev.memphis.cli.Lines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Asks for what no option gave. To be used by one thread.
 *
 * @param answers empty where nobody can be asked
 */
record Questions(PrintWriter out, Optional<BufferedReader> answers) {
    /** Returns the answer; the default where the user just presses Enter or cannot be asked. */
    String ask(String question, String byDefault) {
        if (answers.isEmpty()) {
            return byDefault;
        }
        out.print(question + (byDefault.isEmpty() ? ": " : " [" + Lines.printable(byDefault) + "]: "));
        out.flush();
        try {
            String line = answers.get().readLine();
            return line == null || line.isBlank() ? byDefault : line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
