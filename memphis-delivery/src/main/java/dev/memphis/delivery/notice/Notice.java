package dev.memphis.delivery.notice;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

/**
 * A warning, or a reason to stop. A room keeps its own as constants of one class, and the pages for operators have an entry for
 * each: tests compare them. Immutable.
 *
 * @param text the sentence, with {} where something is filled in
 */
public record Notice(String text) {
    /** Returns the sentence as a whole. */
    public String with(@Nullable Object... parts) {
        return MessageFormatter.arrayFormat(text, parts).getMessage();
    }

    /** Logs it where somebody should look. */
    public void warn(Logger logger, @Nullable Object... parts) {
        logger.warn(text, parts);
    }

    /** Logs it where something ends or is not done. */
    public void error(Logger logger, @Nullable Object... parts) {
        logger.error(text, parts);
    }
}
