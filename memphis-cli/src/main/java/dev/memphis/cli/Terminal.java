package dev.memphis.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.util.Optional;

/** The terminal that a person sits at. Stateless. */
public final class Terminal {
    private Terminal() {}

    /** Returns what is typed there; empty where input or output lead elsewhere. */
    public static Optional<BufferedReader> input() {
        return console().map(console -> new BufferedReader(console.reader()));
    }

    /** Asks for a secret, which is not shown while it is typed; empty where there is no terminal or no answer. */
    static Optional<String> secret(String question) {
        return console()
                .map(console -> console.readPassword("%s: ", question))
                .filter(answer -> answer.length > 0)
                .map(String::new);
    }

    private static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Terminal::isTerminal);
    }

    /** Since Java 22 there is a console without a terminal, and a method that tells; before, there was none. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
