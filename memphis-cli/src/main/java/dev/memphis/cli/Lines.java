package dev.memphis.cli;

import dev.memphis.delivery.options.PrintableText;
import java.util.stream.Collectors;

/** Texts that come from elsewhere, made safe for a terminal. */
public final class Lines {
    private Lines() {}

    /** Returns the text with its line breaks kept and every other control character escaped. */
    public static String printable(String text) {
        return String.valueOf(text).lines().map(PrintableText::whole).collect(Collectors.joining("\n"));
    }
}
