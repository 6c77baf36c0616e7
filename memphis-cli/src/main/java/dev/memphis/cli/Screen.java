package dev.memphis.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Where a command writes: plain lines, with colour and signs where the terminal has them. */
public final class Screen {
    private static final int TITLE_WIDTH = 10;

    private final PrintWriter out;
    private final boolean colour;
    private final boolean signs;

    /** Makes the screen of a command. */
    public Screen(CommandLine command) {
        this.out = command.getOut();
        this.colour = Ansi.AUTO.enabled();
        this.signs = System.out.charset().newEncoder().canEncode('✓');
    }

    /** Writes a line; what comes from elsewhere is escaped. */
    public void line(String text) {
        out.println(Lines.printable(text));
        out.flush();
    }

    /** Writes that something is well. */
    public void good(String title, String text) {
        signed(signs ? "✓" : "ok", "32", title, text);
    }

    /** Writes that something deserves a look. */
    public void warning(String title, String text) {
        signed("!", "33", title, text);
    }

    /** Writes that something is wrong. */
    public void bad(String title, String text) {
        signed(signs ? "✗" : "X", "31", title, text);
    }

    /** Writes that something was not done. */
    public void skipped(String title, String text) {
        signed("-", "2", title, text);
    }

    /** Writes what belongs to the line before. */
    public void more(String text) {
        Lines.printable(text).lines().forEach(line -> out.println(" ".repeat(TITLE_WIDTH + 4) + line));
        out.flush();
    }

    /** Returns the text in a colour, given as a number of ECMA-48's SGR, where colours are on. */
    public String coloured(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** Writes a line that is already safe, perhaps coloured. */
    public void raw(String text) {
        out.println(text);
        out.flush();
    }

    private void signed(String sign, String code, String title, String text) {
        String padded = String.format("%-" + TITLE_WIDTH + "s", title);
        String first = Lines.printable(text).replace("\n", "\n" + " ".repeat(TITLE_WIDTH + 4));
        raw(coloured(code, String.format("%-2s", sign)) + " " + padded + " " + first);
    }
}
