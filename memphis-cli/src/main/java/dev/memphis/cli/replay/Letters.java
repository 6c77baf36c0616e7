package dev.memphis.cli.replay;

import dev.memphis.cli.send.Sender;
import java.util.List;

/** A place with dead letters. */
interface Letters {
    /** What lies there. */
    record Found(List<Letter> waiting, int replayed, List<String> unusable) {}

    /** Reads all of them, in their order. */
    Found read() throws InterruptedException;

    /**
     * Notes that letters are back where they belong, so that they are not replayed again.
     *
     * @param sender to the same Memphis
     */
    void mark(List<Letter> replayed, Sender sender) throws InterruptedException;
}
