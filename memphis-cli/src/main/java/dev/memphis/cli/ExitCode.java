package dev.memphis.cli;

/** What the command returns to the shell; stable, and documented in its help. */
public final class ExitCode {
    /** Everything is well, or was done. */
    public static final int OK = 0;
    /** Something is wrong with what was looked at, or could not be done; the output says what. */
    public static final int FAILED = 1;
    /** The command line is wrong. */
    public static final int USAGE = 2;
    /** The configuration cannot be read or used. */
    public static final int CONFIGURATION = 3;

    private ExitCode() {}
}
