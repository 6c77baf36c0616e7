package dev.memphis.emulator.console;

/** In which order the guards of the management port stand; all of them before anything of a request is read. */
final class Guards {
    static final int FIRST = -2;
    static final int SECOND = -1;

    private Guards() {}
}
