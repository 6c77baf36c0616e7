package dev.memphis.delivery;

/**
 * The events that were taken of those that were offered: the foremost, which have consecutive numbers. Immutable.
 *
 * @param first the number of the first of them
 * @param count how many there are; none where there was no room
 */
public record Taken(long first, int count) {
    /** Nothing was taken. */
    public static final Taken NONE = new Taken(0, 0);
}
