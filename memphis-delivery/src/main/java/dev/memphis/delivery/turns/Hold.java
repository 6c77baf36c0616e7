package dev.memphis.delivery.turns;

/**
 * What another session at the gateway asks of this one: to send nothing while it is alone. Immutable.
 *
 * @param isThere whether there is such a session
 * @param replaces whether it may replace the broker connection, so that what was accepted on it is to be proved before
 * @param still to be run when nothing is under way any more; again does nothing
 */
public record Hold(boolean isThere, boolean replaces, Runnable still) {
    /** Nobody asks for anything. */
    public static final Hold NONE = new Hold(false, false, () -> {});
}
