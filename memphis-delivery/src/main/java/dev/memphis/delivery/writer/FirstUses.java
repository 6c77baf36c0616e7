package dev.memphis.delivery.writer;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once for each station that it may be one that Memphis has just made, to live for an hour. The gateway does not
 * tell whether it was there before (contract, "Stations and users"), so this is information, not a warning. Confined to
 * the loop.
 */
final class FirstUses {
    private static final Logger LOGGER = LoggerFactory.getLogger(FirstUses.class);
    /** A source of thousands of tables should not fill the log. */
    private static final int MOST = 50;

    private final Set<String> told = new HashSet<>();

    void of(String station) {
        if (told.size() >= MOST || !told.add(station)) {
            return;
        }
        LOGGER.info(
                "First event to station '{}': if it was not there before, Memphis has just made it and keeps messages"
                        + " for one hour only; 'memphis check' tells, 'memphis setup' creates stations that keep them longer{}",
                station,
                told.size() == MOST ? " (further stations are not mentioned)" : "");
    }
}
