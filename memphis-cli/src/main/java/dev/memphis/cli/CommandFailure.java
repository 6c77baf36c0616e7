package dev.memphis.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command with one clear line (or a line for each problem) and an exit code. */
public final class CommandFailure extends RuntimeException {
    private final int exitCode;

    /** @param message safe to print, without secrets */
    public CommandFailure(int exitCode, @Nullable String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Returns what the process ends with, one of {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }

    /** Returns what went wrong; never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
