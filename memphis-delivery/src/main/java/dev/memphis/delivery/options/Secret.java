package dev.memphis.delivery.options;

/**
 * A value that must not be seen: its {@code toString} hides it. Immutable.
 *
 * @param reveal the value itself, for the one place that sends it
 */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "***";
    }
}
