package dev.memphis.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.util.Optional;

/** The terminal that a person sits at. Stateless. */
public final class Terminal {
    private Terminal() {}

    /** Returns what is typed there; empty where input or output lead elsewhere. */
    public static Optional<BufferedReader> input() {
        Console console = System.console();
        return console != null && isTerminal(console)
                ? Optional.of(new BufferedReader(console.reader()))
                : Optional.empty();
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
